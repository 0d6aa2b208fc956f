#if __has_include(<mimalloc.h>)
#include <mimalloc.h>
#else
#error "mimalloc is missing: install it with `apt-get install libmimalloc-dev` (Debian, Ubuntu) or `brew install mimalloc` (macOS)"
#endif
