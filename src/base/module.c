#include "base/module.h"

#include <dlfcn.h>
#include <libgen.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One of the three places a module may lie; "" when there is no such place. */
typedef void ModuleFolder(char folder[PATH_MAX]);

static void beside_program(char folder[PATH_MAX])
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    path[length > 0 ? length : 0] = '\0';
    snprintf(folder, PATH_MAX, "%s", length > 0 ? dirname(path) : "");
}

static void installed(char folder[PATH_MAX])
{
    snprintf(folder, PATH_MAX, "%s", BECK_MODULE_FOLDER);
}

static void named_by_environment(char folder[PATH_MAX])
{
    const char *named = getenv("BECK_MODULE_DIR");
    snprintf(folder, PATH_MAX, "%s", named ? named : "");
}

static ModuleFolder *const places[] = {beside_program, installed, named_by_environment};

/* The path of the first file there is, or false. */
static bool find_file(const char *name, char path[PATH_MAX])
{
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        char folder[PATH_MAX];
        places[i](folder);
        int length = snprintf(path, PATH_MAX, "%s/beck-%s.so", folder, name);
        if (folder[0] && length < PATH_MAX && access(path, R_OK) == 0)
            return true;
    }
    return false;
}

static const void *load(const char *name, Err *err)
{
    char path[PATH_MAX], symbol[128];
    if (!find_file(name, path)) {
        err_set(err, ERR_BROKEN,
                "beck-%s.so is neither beside the program nor in %s: install Beck anew, or set "
                "BECK_MODULE_DIR to the folder where it is",
                name, BECK_MODULE_FOLDER);
        return NULL;
    }
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!module) {
        err_set(err, ERR_BROKEN, "%s: install the library that is missing, or Beck anew",
                dlerror());
        return NULL;
    }
    snprintf(symbol, sizeof symbol, "beck_module_%s", name);
    const void *table = dlsym(module, symbol);
    if (!table) {
        err_set(err, ERR_BROKEN, "%s is not of this Beck, it has no %s: install Beck anew", path,
                symbol);
        dlclose(module);
    }
    return table;
}

const void *module_table(const char *name, Err *err)
{
    /* dlopen() and dlsym() find again what is loaded, so nothing is remembered here; the lock keeps
     * one thread's dlerror() from another's. */
    static pthread_mutex_t loading = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&loading);
    const void *table = load(name, err);
    pthread_mutex_unlock(&loading);
    return table;
}
