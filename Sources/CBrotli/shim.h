#if __has_include(<brotli/encode.h>)
#include <brotli/encode.h>
#else
#error "libbrotlienc is missing: install it with `apt-get install libbrotli-dev` (Debian, Ubuntu) or `brew install brotli` (macOS)"
#endif
