/* Start to exit of two commands, in turns.
 *
 * Usage: start_bench RUNS COMMAND… -- PEER…
 * Prints the middle of each, their difference and their ratio. What they print goes nowhere.
 */
#include "bench.h"

#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>

extern char **environ;

static double run(char *const *command)
{
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
    pid_t child;
    int status;
    double start = bench_seconds();
    if (posix_spawnp(&child, command[0], &quiet, NULL, command, environ) != 0 ||
        waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "bench: %s failed\n", command[0]);
        exit(1);
    }
    double took = bench_seconds() - start;
    posix_spawn_file_actions_destroy(&quiet);
    return took;
}

int main(int count, char **arguments)
{
    enum { MOST_RUNS = 1000 };
    static double own[MOST_RUNS], peers[MOST_RUNS];
    size_t runs = count > 1 ? strtoull(arguments[1], NULL, 10) : 0;
    char **command = arguments + 2, **peer = NULL;
    for (int i = 2; i < count && !peer; i++)
        if (strcmp(arguments[i], "--") == 0) {
            arguments[i] = NULL;
            peer = arguments + i + 1;
        }
    if (!runs || runs > MOST_RUNS || !peer || !*peer) {
        fprintf(stderr, "usage: start_bench RUNS COMMAND… -- PEER…\n");
        return 2;
    }
    for (size_t i = 0; i < runs; i++) {
        own[i] = run(command);
        peers[i] = run(peer);
    }
    double mine = bench_middle(own, runs) * 1e3, theirs = bench_middle(peers, runs) * 1e3;
    printf("%.2f ms, peer %.2f ms: %+.2f ms, %.1f times as quick\n", mine, theirs, mine - theirs,
           theirs / mine);
    return 0;
}
