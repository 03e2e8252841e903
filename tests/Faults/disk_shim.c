// Preloaded before a server: makes its store's disk fail or slow, as the file named by DISK_FAULT says at that moment:
// "full" (no room), "eio" (an error of the device at every sync), "slow N" (a sync takes N ms), anything else or no file: a healthy disk.
// "full PATH": no room while PATH exists. Only files of the store are touched.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int of_store(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  if (n <= 0) return 0;
  path[n] = 0;
  return strstr(path, "diagnostics.db") != NULL && strstr(path, ".lock") == NULL;
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

#define FULL_OR(name, result, arguments, call)                                 \
  result name arguments {                                                      \
    static result(*real) arguments;                                            \
    if (!real) real = dlsym(RTLD_NEXT, #name);                                 \
    if (is_full(fd)) {                                                         \
      errno = ENOSPC;                                                          \
      return -1;                                                               \
    }                                                                          \
    return real call;                                                          \
  }

FULL_OR(pwrite64, ssize_t, (int fd, const void *data, size_t n, off64_t at), (fd, data, n, at))
FULL_OR(pwrite, ssize_t, (int fd, const void *data, size_t n, off_t at), (fd, data, n, at))
FULL_OR(write, ssize_t, (int fd, const void *data, size_t n), (fd, data, n))
FULL_OR(ftruncate64, int, (int fd, off64_t length), (fd, length))

static int sync_fault(int fd) {
  char text[4096];
  if (!of_store(fd)) return 0;
  fault(text, sizeof text);
  if (strncmp(text, "eio", 3) == 0) {
    errno = EIO;
    return -1;
  }
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
    return sync_fault(fd) ? -1 : real(fd);                                     \
  }

SYNC(fsync)
SYNC(fdatasync)
