/* A disk that fails, for tests: loaded before the program (LD_PRELOAD), it answers EIO to calls on
 * files whose path holds the environment's FAILING_DISK_FILES while the file FAILING_DISK_WHILE
 * names has a letter of theirs in it: w for writing, s for syncing. A number behind the letters
 * lets so many of them pass first, however quick the program and slow whoever watches it. */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool holds(int file, const char *part)
{
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length > 0 ? length : 0] = '\0';
    return strstr(path, part) != NULL;
}

/* Sets errno when it does, and else leaves it alone. */
static bool fails(int file, char call)
{
    static atomic_long passed;
    const char *when = getenv("FAILING_DISK_WHILE"), *files = getenv("FAILING_DISK_FILES");
    char calls[16] = "";
    int before = errno;
    int flag = when && files ? open(when, O_RDONLY | O_CLOEXEC) : -1;
    if (flag >= 0) {
        (void)!read(flag, calls, sizeof calls - 1);
        close(flag);
    }
    bool failing = *calls && strchr(calls, call) && holds(file, files) &&
                   atomic_fetch_add(&passed, 1) >= strtol(calls + strspn(calls, "ws"), NULL, 10);
    errno = failing ? EIO : before;
    return failing;
}

ssize_t write(int file, const void *bytes, size_t count)
{
    return fails(file, 'w') ? -1 : syscall(SYS_write, file, bytes, count);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t place)
{
    return fails(file, 'w') ? -1 : syscall(SYS_pwrite64, file, bytes, count, place);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t place)
{
    return fails(file, 'w') ? -1 : syscall(SYS_pwrite64, file, bytes, count, place);
}

int fsync(int file)
{
    return fails(file, 's') ? -1 : (int)syscall(SYS_fsync, file);
}

int fdatasync(int file)
{
    return fails(file, 's') ? -1 : (int)syscall(SYS_fdatasync, file);
}
