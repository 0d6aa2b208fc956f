#ifndef SITEGEN_THREAD_VARIABLES_H
#define SITEGEN_THREAD_VARIABLES_H

/* Variables of which each thread has its own. In C because Swift has none, and the keys of pthread_getspecific cost two
 * calls each time; here it is one load. They are looked at hundreds of times for each page. */

#ifdef __ELF__
#define SITEGEN_THREAD_VARIABLE extern _Thread_local __attribute__((tls_model("initial-exec")))
#else
#define SITEGEN_THREAD_VARIABLE extern _Thread_local
#endif

SITEGEN_THREAD_VARIABLE void *sitegen_parser_arena;
SITEGEN_THREAD_VARIABLE void *sitegen_render_trace;

/* The memory in which this thread parses Markdown; null before its first text. */
static inline void *parser_arena(void) { return sitegen_parser_arena; }
static inline void set_parser_arena(void *arena) { sitegen_parser_arena = arena; }

/* The trace of the render that runs on this thread; null where none does. */
static inline void *render_trace(void) { return sitegen_render_trace; }
static inline void set_render_trace(void *trace) { sitegen_render_trace = trace; }

#endif
