/* Runs a command and prints what it took as JSON: seconds on the clock, of the processor in the program and in the kernel,
 * and the most memory that it held, in KiB. The measured process descends from this small one, so that the memory of a
 * Python interpreter doesn't count as its own.
 *
 *   cc -O2 -o stopwatch stopwatch.c
 *   stopwatch COMMAND ARGUMENT...
 *
 * What the command prints goes to standard error; its exit code becomes this one's.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t) { return t.tv_sec + t.tv_usec / 1e6; }

int main(int count, char **arguments) {
  if (count < 2) return 2;
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  pid_t child = fork();
  if (child < 0) {
    perror("fork");
    return 71;
  }
  if (child == 0) {
    dup2(STDERR_FILENO, STDOUT_FILENO);
    execv(arguments[1], arguments + 1);
    perror(arguments[1]);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) != child) {
    perror("wait4");
    return 71;
  }
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("{\"wall\": %.6f, \"user\": %.6f, \"system\": %.6f, \"memory\": %ld}\n",
         (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) / 1e9, seconds(usage.ru_utime),
         seconds(usage.ru_stime), usage.ru_maxrss);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 70;
}
