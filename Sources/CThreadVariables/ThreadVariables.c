#include "ThreadVariables.h"

_Thread_local void *sitegen_parser_arena;
_Thread_local void *sitegen_render_trace;
