// Preloaded before a server: makes its store's disk fail or slow, as the file named by DISK_FAULT says at that moment:
// "full" (no room), "eio" (an error of the device at every sync), "slow N" (a sync takes N ms), anything else or no file: a healthy disk.
// "eio N": an error at the next N syncs, then a healthy disk; "clock N": the system's time is N seconds ahead (behind, when negative).
// "full PATH": no room while PATH exists; "lie": a sync of the log is said to be done and is not, which is what SQLite's synchronous=NORMAL
// leaves undone at a commit. Only files of the store are touched.
// With DISK_UNDO every change is preceded by what stood there before, and every true sync leaves a mark: PowerCut.cs takes back what came
// after the last mark, as a power cut may.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int path_of(int fd, char *path, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, size - 1);
  path[n > 0 ? n : 0] = 0;
  return n > 0;
}

static int of_store(int fd) {
  char path[4096];
  return path_of(fd, path, sizeof path) && strstr(path, "diagnostics.db") != NULL && strstr(path, ".lock") == NULL;
}

static const char *fault(char *text, size_t size) {
  const char *name = getenv("DISK_FAULT");
  text[0] = 0;
  int fd = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
  if (fd >= 0) {
    ssize_t n = read(fd, text, size - 1);
    text[n > 0 ? n : 0] = 0;
    close(fd);
  }
  return text;
}

static int is_full(int fd) {
  char text[4096];
  struct stat found;
  if (!of_store(fd) || strncmp(fault(text, sizeof text), "full", 4) != 0) return 0;
  return text[4] != ' ' || stat(text + 5, &found) == 0;
}

static pthread_mutex_t undoing = PTHREAD_MUTEX_INITIALIZER;

// One entry: lengths of path and old bytes (-1: a mark), where they stood, the file's size; then the path and the bytes.
static void note(int fd, off64_t at, size_t n, int mark) {
  const char *name = getenv("DISK_UNDO");
  char path[4096];
  if (!name || !of_store(fd) || !path_of(fd, path, sizeof path)) return;
  struct stat64 now;
  if (fstat64(fd, &now) != 0) abort();
  if (at < 0) at = lseek64(fd, 0, SEEK_CUR);
  if (at > now.st_size) at = now.st_size;
  int64_t old = mark ? -1 : at + (off64_t)n > now.st_size ? now.st_size - at : (off64_t)n;
  int64_t head[4] = {strlen(path), old, at, now.st_size};
  size_t body = old > 0 ? old : 0, size = sizeof head + head[0] + body;
  char *entry = malloc(size);
  memcpy(entry, head, sizeof head);
  memcpy(entry + sizeof head, path, head[0]);
  if (body && pread64(fd, entry + sizeof head + head[0], body, at) != (ssize_t)body) abort();
  int undo = open(name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (undo < 0 || write(undo, entry, size) != (ssize_t)size) abort();
  close(undo);
  free(entry);
}

#define CHANGE(name, result, arguments, call, at, n)                           \
  result name arguments {                                                      \
    static result(*real) arguments;                                            \
    if (!real) real = dlsym(RTLD_NEXT, #name);                                 \
    if (!of_store(fd)) return real call;                                       \
    if (is_full(fd)) {                                                         \
      errno = ENOSPC;                                                          \
      return -1;                                                               \
    }                                                                          \
    pthread_mutex_lock(&undoing);                                              \
    note(fd, at, n, 0);                                                        \
    result done = real call;                                                   \
    pthread_mutex_unlock(&undoing);                                            \
    return done;                                                               \
  }

CHANGE(pwrite64, ssize_t, (int fd, const void *data, size_t n, off64_t at), (fd, data, n, at), at, n)
CHANGE(pwrite, ssize_t, (int fd, const void *data, size_t n, off_t at), (fd, data, n, at), at, n)
CHANGE(write, ssize_t, (int fd, const void *data, size_t n), (fd, data, n), -1, n)
CHANGE(ftruncate64, int, (int fd, off64_t length), (fd, length), length, SIZE_MAX / 4)

// How many syncs have failed since "eio N" was said.
static int failed;

static int is_failing(const char *text) {
  if (text[3] != ' ') return 1;
  return __sync_fetch_and_add(&failed, 1) < atoi(text + 4);
}

// 0: sync; 1: say so only; -1: an error.
static int sync_fault(int fd) {
  char text[4096], path[4096];
  if (!of_store(fd)) return 0;
  fault(text, sizeof text);
  if (strncmp(text, "eio", 3) != 0) {
    failed = 0;
  } else if (is_failing(text)) {
    errno = EIO;
    return -1;
  }
  if (strncmp(text, "lie", 3) == 0) return path_of(fd, path, sizeof path) && strstr(path, "-wal") != NULL;
  if (strncmp(text, "slow ", 5) == 0) {
    long ms = atol(text + 5);
    struct timespec pause = {ms / 1000, ms % 1000 * 1000000};
    nanosleep(&pause, NULL);
  }
  return 0;
}

#define SYNC(name)                                                             \
  int name(int fd) {                                                           \
    static int (*real)(int);                                                   \
    if (!real) real = dlsym(RTLD_NEXT, #name);                                 \
    int fault = sync_fault(fd);                                                \
    if (fault != 0) return fault < 0 ? -1 : 0;                                 \
    pthread_mutex_lock(&undoing);                                              \
    int done = real(fd);                                                       \
    if (done == 0) note(fd, 0, 0, 1);                                          \
    pthread_mutex_unlock(&undoing);                                            \
    return done;                                                               \
  }

SYNC(fsync)
SYNC(fdatasync)

// The file is looked at ten times a second, by a clock nobody sets: the time is asked for far more often.
static long ahead(void) {
  static volatile int64_t looked_at = -1000;
  static volatile long seconds;
  struct timespec now;
  char text[4096];
  if (syscall(SYS_clock_gettime, CLOCK_MONOTONIC_COARSE, &now) != 0) return seconds;
  int64_t ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
  if (ms - looked_at >= 100) {
    looked_at = ms;
    int kept = errno;
    seconds = strncmp(fault(text, sizeof text), "clock ", 6) == 0 ? atol(text + 6) : 0;
    errno = kept;
  }
  return seconds;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
  int done = real(clock, now);
  if (done == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += ahead();
  return done;
}
