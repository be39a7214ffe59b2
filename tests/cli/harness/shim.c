/* Stands between the binary and the C library (LD_PRELOAD, Linux), so that a test can hold back or
 * break the disk and can see in which order things reached it. Driven by files in $SHIM_DIR:
 *
 *   hold-syncs   while it exists, a sync of the store waits
 *   fail-syncs   while it exists, a sync of the store fails with EIO
 *   disk-full    while it exists, a write to the store fails with ENOSPC
 *   read-only    while it exists, the store cannot be opened for writing (EROFS)
 *   clock        seconds by which the clock on the wall is off
 *   log          what happened, one line each, in order (see `shim.rs`)
 *
 * The log errs on the safe side: what a later line must come after is logged once it is over (a
 * sync that has ended, a page that was written), what must come later is logged before it begins. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static const char *directory;
static const char *mark;
static int log_file = -1;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static ssize_t (*real_write)(int, const void *, size_t);

__attribute__((constructor)) static void start(void) {
    char path[4096];
    real_write = REAL(write);
    directory = getenv("SHIM_DIR");
    mark = getenv("SHIM_MARK");
    if (directory == NULL) return;
    snprintf(path, sizeof path, "%s/log", directory);
    log_file = REAL(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int flag(const char *name) {
    char path[4096];
    if (directory == NULL) return 0;
    snprintf(path, sizeof path, "%s/%s", directory, name);
    return access(path, F_OK) == 0;
}

__attribute__((format(printf, 1, 2))) static void note(const char *format, ...) {
    char line[256];
    va_list arguments;
    int saved = errno;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    /* One append is one line, whole and in its place, whichever thread writes it. */
    if (log_file >= 0 && length > 0 && real_write(log_file, line, (size_t)length) < 0) abort();
    errno = saved;
}

/* `db`, `db-wal` or `db-shm` when that is what the name ends with, else NULL. */
static const char *store_part(const char *path) {
    static const char *const parts[] = {"db", "db-wal", "db-shm"};
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot != NULL && i < sizeof parts / sizeof *parts; i++)
        if (strcmp(dot + 1, parts[i]) == 0) return parts[i];
    return NULL;
}

static const char *store_file(int fd) {
    char link[64], path[4096];
    int saved = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    errno = saved;
    if (length < 0) return NULL;
    path[length] = 0;
    return store_part(path);
}

static int is_socket(int fd) {
    struct stat known;
    int saved = errno;
    int socket = fstat(fd, &known) == 0 && S_ISSOCK(known.st_mode);
    errno = saved;
    return socket;
}

/* Logs each `<mark><letters, digits, dashes>` in the data. */
static void note_marks(const char *what, int fd, const char *data, size_t size) {
    const char *end = data + size, *at = data;
    if (mark == NULL || *mark == 0) return;
    while ((at = memmem(at, (size_t)(end - at), mark, strlen(mark))) != NULL) {
        const char *from = at;
        at += strlen(mark);
        while (at < end && at - from < 60 && (*at == '-' || (*at >= '0' && *at <= '9') ||
                                              (*at >= 'a' && *at <= 'z')))
            at++;
        note("%s %d %.*s\n", what, fd, (int)(at - from), from);
    }
}

static void note_read(int fd, const void *data, ssize_t size) {
    if (size > 0 && is_socket(fd)) note_marks("request", fd, data, (size_t)size);
}

static void note_answer(int fd, const char *data, size_t size) {
    if (size >= 12 && memcmp(data, "HTTP/1.", 7) == 0 && is_socket(fd))
        note("answer %d %.12s\n", fd, data);
}

/* ---- the disk ---- */

static int sync_store(int fd, int (*real)(int)) {
    const char *part = store_file(fd);
    if (part == NULL) return real(fd);
    note("sync-start %d %s\n", fd, part);
    if (flag("hold-syncs")) {
        note("sync-held %d %s\n", fd, part);
        while (flag("hold-syncs")) nanosleep(&(struct timespec){0, 1000000}, NULL);
    }
    if (flag("fail-syncs")) {
        note("sync-failed %d %s\n", fd, part);
        errno = EIO;
        return -1;
    }
    int result = real(fd);
    note("%s %d %s\n", result == 0 ? "sync-end" : "sync-failed", fd, part);
    return result;
}

int fsync(int fd) { return sync_store(fd, REAL(fsync)); }
int fdatasync(int fd) { return sync_store(fd, REAL(fdatasync)); }

static int disk_is_full(const char *part, int fd) {
    if (part == NULL || !flag("disk-full")) return 0;
    note("write-failed %d %s\n", fd, part);
    errno = ENOSPC;
    return 1;
}

static void note_stored(const char *part, int fd, const void *data, ssize_t written) {
    if (part != NULL && written > 0) note_marks("stored", fd, data, (size_t)written);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    const char *part = store_file(fd);
    if (disk_is_full(part, fd)) return -1;
    ssize_t written = REAL(pwrite)(fd, data, size, offset);
    note_stored(part, fd, data, written);
    return written;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
    const char *part = store_file(fd);
    if (disk_is_full(part, fd)) return -1;
    ssize_t written = REAL(pwrite64)(fd, data, size, offset);
    note_stored(part, fd, data, written);
    return written;
}

ssize_t write(int fd, const void *data, size_t size) {
    const char *part = store_file(fd);
    if (disk_is_full(part, fd)) return -1;
    note_answer(fd, data, size);
    ssize_t written = real_write(fd, data, size);
    note_stored(part, fd, data, written);
    return written;
}

static int refused(const char *path, int flags) {
    if ((flags & O_ACCMODE) == O_RDONLY || store_part(path) == NULL || !flag("read-only")) return 0;
    errno = EROFS;
    return 1;
}

static int mode_of(int flags, va_list arguments) {
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, int) : 0;
}

int open(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    int mode = mode_of(flags, arguments);
    va_end(arguments);
    return refused(path, flags) ? -1 : REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    int mode = mode_of(flags, arguments);
    va_end(arguments);
    return refused(path, flags) ? -1 : REAL(open64)(path, flags, mode);
}

/* ---- the clock ---- */

static long clock_offset(void) {
    char path[4096], text[32] = "";
    int saved = errno;
    if (directory == NULL) return 0;
    snprintf(path, sizeof path, "%s/clock", directory);
    int fd = REAL(open)(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        if (REAL(read)(fd, text, sizeof text - 1) < 0) text[0] = 0;
        close(fd);
    }
    errno = saved;
    return atol(text);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int result = REAL(clock_gettime)(clock, now);
    if (result == 0 && clock == CLOCK_REALTIME) now->tv_sec += clock_offset();
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    int result = REAL(gettimeofday)(now, zone);
    if (result == 0) now->tv_sec += clock_offset();
    return result;
}

/* ---- the network ---- */

ssize_t writev(int fd, const struct iovec *parts, int count) {
    if (count > 0) note_answer(fd, parts[0].iov_base, parts[0].iov_len);
    return REAL(writev)(fd, parts, count);
}

ssize_t send(int fd, const void *data, size_t size, int flags) {
    note_answer(fd, data, size);
    return REAL(send)(fd, data, size, flags);
}

ssize_t sendto(int fd, const void *data, size_t size, int flags, const struct sockaddr *to,
               socklen_t to_size) {
    note_answer(fd, data, size);
    return REAL(sendto)(fd, data, size, flags, to, to_size);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
    if (message->msg_iovlen > 0)
        note_answer(fd, message->msg_iov[0].iov_base, message->msg_iov[0].iov_len);
    return REAL(sendmsg)(fd, message, flags);
}

ssize_t read(int fd, void *data, size_t size) {
    ssize_t got = REAL(read)(fd, data, size);
    note_read(fd, data, got);
    return got;
}

ssize_t recv(int fd, void *data, size_t size, int flags) {
    ssize_t got = REAL(recv)(fd, data, size, flags);
    note_read(fd, data, got);
    return got;
}

ssize_t recvfrom(int fd, void *data, size_t size, int flags, struct sockaddr *from,
                 socklen_t *from_size) {
    ssize_t got = REAL(recvfrom)(fd, data, size, flags, from, from_size);
    note_read(fd, data, got);
    return got;
}

ssize_t readv(int fd, const struct iovec *parts, int count) {
    ssize_t got = REAL(readv)(fd, parts, count);
    ssize_t left = got;
    for (int i = 0; i < count && left > 0; i++) {
        ssize_t here = left < (ssize_t)parts[i].iov_len ? left : (ssize_t)parts[i].iov_len;
        note_read(fd, parts[i].iov_base, here);
        left -= here;
    }
    return got;
}
