#include "exchange/input.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct Input {
    int fd;
    char *name;
    char *first;
    size_t first_length;
    size_t first_taken;
    uint64_t taken;
    uint64_t total;
    bool regular;
};

static bool read_some(const Input *input, char *to, size_t room, size_t *got, Err *err)
{
    ssize_t count;
    do
        count = read(input->fd, to, room);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        return err_set(err, errno == EISDIR ? ERR_INPUT : ERR_BROKEN, "%s cannot be read: %s",
                       input->name, strerror(errno));
    *got = (size_t)count;
    return true;
}

static bool read_first(Input *input, Err *err)
{
    for (;;) {
        size_t got = 0;
        if (!read_some(input, input->first + input->first_length, INPUT_PEEK - input->first_length,
                       &got, err))
            return false;
        input->first_length += got;
        if (!got || input->first_length == INPUT_PEEK)
            return true;
    }
}

bool input_open(int fd, const char *name, Input **input, Err *err)
{
    Input *made = calloc(1, sizeof *made);
    if (!made) {
        close(fd);
        return err_set(err, ERR_BROKEN, "%s: out of memory", name);
    }
    made->fd = fd;
    made->name = strdup(name);
    made->first = malloc(INPUT_PEEK);
    struct stat facts;
    if (!made->name || !made->first) {
        err_set(err, ERR_BROKEN, "%s: out of memory", name);
    } else if (fstat(fd, &facts) != 0) {
        err_set(err, ERR_BROKEN, "%s cannot be read: %s", name, strerror(errno));
    } else if (S_ISDIR(facts.st_mode)) {
        err_set(err, ERR_INPUT, "%s is a directory; name the files in it", name);
    } else {
        made->regular = S_ISREG(facts.st_mode);
        made->total = made->regular ? (uint64_t)facts.st_size : 0;
        if (read_first(made, err)) {
            *input = made;
            return true;
        }
    }
    input_close(made);
    return false;
}

void input_close(Input *input)
{
    if (!input)
        return;
    close(input->fd);
    free(input->name);
    free(input->first);
    free(input);
}

const char *input_name(const Input *input)
{
    return input->name;
}

const char *input_first(const Input *input, size_t *length)
{
    *length = input->first_length;
    return input->first;
}

bool input_read(Input *input, char *to, size_t room, size_t *got, Err *err)
{
    size_t kept = input->first_length - input->first_taken;
    if (kept) {
        *got = kept < room ? kept : room;
        memcpy(to, input->first + input->first_taken, *got);
        input->first_taken += *got;
    } else if (!read_some(input, to, room, got, err)) {
        return false;
    }
    input->taken += *got;
    return true;
}

uint64_t input_taken(const Input *input)
{
    return input->taken;
}

uint64_t input_total(const Input *input)
{
    return input->total;
}

static bool copy_all(Input *input, FILE *to, uint64_t maximum, Err *err)
{
    char *chunk = malloc(INPUT_PEEK);
    if (!chunk)
        return err_set(err, ERR_BROKEN, "%s: out of memory", input->name);
    bool good = true;
    for (;;) {
        size_t got = 0;
        good = input_read(input, chunk, INPUT_PEEK, &got, err);
        if (!good || !got)
            break;
        if (input->taken > maximum) {
            good = err_set(err, ERR_INPUT,
                           "%s: more than %llu MiB through a pipe; save it as a file and name it",
                           input->name, (unsigned long long)(maximum >> 20));
            break;
        }
        if (fwrite(chunk, 1, got, to) != got) {
            good = err_set(err, ERR_BROKEN, "%s: no room for a temporary copy: %s", input->name,
                           strerror(errno));
            break;
        }
    }
    free(chunk);
    if (good && fflush(to) != 0)
        good = err_set(err, ERR_BROKEN, "%s: no room for a temporary copy: %s", input->name,
                       strerror(errno));
    rewind(to);
    return good;
}

bool input_file(Input *input, uint64_t maximum, FILE **file, Err *err)
{
    if (input->regular) {
        int again = dup(input->fd);
        FILE *same = again < 0 ? NULL : fdopen(again, "rb");
        if (!same) {
            if (again >= 0)
                close(again);
            return err_set(err, ERR_BROKEN, "%s cannot be read: %s", input->name, strerror(errno));
        }
        rewind(same);
        *file = same;
        return true;
    }
    FILE *copy = tmpfile();
    if (!copy)
        return err_set(err, ERR_BROKEN, "%s: no temporary file can be made: %s", input->name,
                       strerror(errno));
    if (!copy_all(input, copy, maximum, err)) {
        fclose(copy);
        return false;
    }
    *file = copy;
    return true;
}
