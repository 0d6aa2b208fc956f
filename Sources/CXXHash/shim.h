#if __has_include(<xxhash.h>)
#include <xxhash.h>
#else
#error "libxxhash is missing: install it with `apt-get install libxxhash-dev` (Debian, Ubuntu) or `brew install xxhash` (macOS)"
#endif
