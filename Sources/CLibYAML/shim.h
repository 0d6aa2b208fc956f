#if __has_include(<yaml.h>)
#include <yaml.h>
#else
#error "libyaml is missing: install it with `apt-get install libyaml-dev` (Debian, Ubuntu) or `brew install libyaml` (macOS)"
#endif
