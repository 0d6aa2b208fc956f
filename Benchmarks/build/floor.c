/* The least that a build of the same articles can do: reads each, takes the front matter off, has libcmark make HTML of the
 * rest, puts a page's worth of constant bytes around it and writes it into a folder of its own. No front matter is
 * understood, no template rendered, no list made.
 *
 *   cc -O2 -o floor floor.c -lcmark -lpthread
 *   floor THREADS FRAME CONTENT OUTPUT
 *
 * CONTENT/ausgaben/EDITION/ARTICLE.md becomes OUTPUT/ausgaben/EDITION/ARTICLE/index.html; FRAME is the number of bytes
 * around the text. Prints the number of articles and the bytes of their HTML without frames.
 */
#define _GNU_SOURCE
#include <cmark.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MOST_THREADS = 64, LONGEST_PATH = 4096 };

struct article {
  char *source; /* .../EDITION/ARTICLE.md */
  char *folder; /* where its page goes */
};

static struct article *articles;
static size_t article_count, article_capacity;
static atomic_size_t next_article, html_size;
static char *frame;
static size_t frame_size;

static void *must(void *pointer, const char *what) {
  if (pointer) return pointer;
  perror(what);
  exit(1);
}

static void check(int result, const char *what) {
  if (result >= 0) return;
  perror(what);
  exit(1);
}

static void make_folder(const char *path) {
  if (mkdir(path, 0777) && errno != EEXIST) check(-1, path);
}

static void add_article(const char *source, const char *target, const char *name, size_t stem) {
  if (article_count == article_capacity) {
    article_capacity = article_capacity ? article_capacity * 2 : 4096;
    articles = must(realloc(articles, article_capacity * sizeof *articles), "realloc");
  }
  struct article *article = &articles[article_count++];
  check(asprintf(&article->source, "%s/%s", source, name), "asprintf");
  check(asprintf(&article->folder, "%s/%.*s", target, (int)stem, name), "asprintf");
}

/* Notes the articles of all editions, and makes the editions' folders. */
static void scan(const char *source, const char *target, int depth) {
  DIR *folder = must(opendir(source), source);
  make_folder(target);
  for (struct dirent *entry; (entry = readdir(folder));) {
    const char *name = entry->d_name;
    size_t length = strlen(name);
    if (name[0] == '.') continue;
    if (entry->d_type == DT_DIR && depth == 0) {
      char inner_source[LONGEST_PATH], inner_target[LONGEST_PATH];
      snprintf(inner_source, sizeof inner_source, "%s/%s", source, name);
      snprintf(inner_target, sizeof inner_target, "%s/%s", target, name);
      scan(inner_source, inner_target, 1);
    } else if (depth == 1 && length > 3 && !strcmp(name + length - 3, ".md") && strcmp(name, "index.md")) {
      add_article(source, target, name, length - 3);
    }
  }
  closedir(folder);
}

static void *work(void *unused) {
  (void)unused;
  size_t capacity = 1 << 16;
  char *text = must(malloc(capacity), "malloc"), path[LONGEST_PATH];
  for (size_t index; (index = atomic_fetch_add(&next_article, 1)) < article_count;) {
    const struct article *article = &articles[index];
    int file = open(article->source, O_RDONLY | O_CLOEXEC);
    check(file, article->source);
    struct stat status;
    check(fstat(file, &status), article->source);
    size_t size = status.st_size;
    if (size + 1 > capacity) text = must(realloc(text, capacity = size + 1), "realloc");
    if (read(file, text, size) != (ssize_t)size) check(-1, article->source);
    close(file);
    text[size] = 0;

    char *end = strncmp(text, "---\n", 4) ? NULL : strstr(text + 4, "\n---\n");
    char *body = end ? end + 5 : text;
    char *html = must(cmark_markdown_to_html(body, text + size - body, CMARK_OPT_DEFAULT), "cmark");
    size_t length = strlen(html);
    atomic_fetch_add(&html_size, length);

    make_folder(article->folder);
    snprintf(path, sizeof path, "%s/index.html", article->folder);
    file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    check(file, path);
    size_t head = frame_size / 2, foot = frame_size - head;
    struct iovec parts[] = {{frame, head}, {html, length}, {frame, foot}};
    if (writev(file, parts, 3) != (ssize_t)(frame_size + length)) check(-1, path);
    close(file);
    free(html);
  }
  free(text);
  return NULL;
}

int main(int count, char **arguments) {
  if (count != 5) return 2;
  int threads = atoi(arguments[1]);
  if (threads < 1 || threads > MOST_THREADS) return 2;
  frame_size = strtoul(arguments[2], NULL, 10);
  frame = must(malloc(frame_size + 1), "malloc");
  memset(frame, '.', frame_size);
  char source[LONGEST_PATH], target[LONGEST_PATH];
  snprintf(source, sizeof source, "%s/ausgaben", arguments[3]);
  snprintf(target, sizeof target, "%s/ausgaben", arguments[4]);
  make_folder(arguments[4]);
  scan(source, target, 0);
  pthread_t others[MOST_THREADS];
  for (int index = 1; index < threads; index++) {
    if (pthread_create(&others[index], NULL, work, NULL)) return 1;
  }
  work(NULL);
  for (int index = 1; index < threads; index++) pthread_join(others[index], NULL);
  printf("%zu %zu\n", article_count, atomic_load(&html_size));
  return 0;
}
