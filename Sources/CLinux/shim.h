#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

#ifdef __linux__
/* statfs and its f_type, which tells network file systems from others. */
#include <sys/vfs.h>

/* The C library declares these for _GNU_SOURCE alone, which Swift does not set. */
#define RENAME_NOREPLACE (1 << 0)
#define RENAME_EXCHANGE (1 << 1)

extern int renameat2(int old_folder, const char *old_name, int new_folder, const char *new_name, unsigned int flags);
#endif

#endif
