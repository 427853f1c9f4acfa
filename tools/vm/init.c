// SPDX-License-Identifier: GPL-2.0-only
/*
 * PID 1 of the VM lab: from an initramfs to the session script of tools/vm/run.
 *
 * The root is an overlay: a tmpfs over three squashfs images that are found by the serial number
 * of their virtio disk, so that disks of a test never get in the way. What the session prints goes
 * through a pipe to the port "lab.output"; the session itself reports to the port "lab.status". If
 * anything here fails, the machine powers off with nothing on that port, which is the report.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdnoreturn.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define SESSION "/.vm/session"
#define LONGEST_WAIT_MS 20000

#ifdef __aarch64__
#define CONSOLE "/dev/ttyAMA0"
#else
#define CONSOLE "/dev/ttyS0"
#endif

static noreturn void power_off(void)
{
	sync();
	reboot(RB_POWER_OFF);
	for (;;)
		pause();
}

static noreturn void give_up(const char *what)
{
	printf("vm-lab: cannot %s: %s\n", what, strerror(errno));
	fflush(stdout);
	power_off();
}

static void mount_or_give_up(const char *source, const char *target, const char *type,
			     unsigned long flags, const char *data)
{
	char what[PATH_MAX];

	mkdir(target, 0755);
	if (!mount(source, target, type, flags, data))
		return;
	snprintf(what, sizeof(what), "mount %s on %s", type, target);
	give_up(what);
}

static bool read_line(const char *path, char *line, size_t size)
{
	ssize_t len;
	int fd;

	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	len = read(fd, line, size - 1);
	close(fd);
	if (len < 0)
		return false;
	line[len] = 0;
	line[strcspn(line, "\n")] = 0;
	return true;
}

static void load_modules(void)
{
	char path[PATH_MAX];
	FILE *list;
	int fd;

	list = fopen("/modules", "re");
	if (!list)
		give_up("open /modules");
	while (fgets(path, sizeof(path), list)) {
		path[strcspn(path, "\n")] = 0;
		fd = open(path, O_RDONLY | O_CLOEXEC);
		if (fd < 0 || (syscall(SYS_finit_module, fd, "", 0) && errno != EEXIST))
			give_up(path);
		close(fd);
	}
	fclose(list);
}

/*
 * Looks in @dir for an entry whose file @attribute says @value; gives "/dev/NAME". Drivers probe
 * while we run, hence the patience.
 */
static void find_device(const char *dir, const char *attribute, const char *value, char *path,
			size_t size)
{
	char line[128], file[PATH_MAX];
	struct dirent *entry;
	int waited = 0;
	DIR *devices;

	for (;;) {
		devices = opendir(dir);
		while (devices && (entry = readdir(devices))) {
			snprintf(file, sizeof(file), "%s/%s/%s", dir, entry->d_name, attribute);
			if (!read_line(file, line, sizeof(line)) || strcmp(line, value))
				continue;
			snprintf(path, size, "/dev/%s", entry->d_name);
			closedir(devices);
			if (!access(path, F_OK))
				return;
			devices = NULL;
			break;
		}
		if (devices)
			closedir(devices);
		if (waited >= LONGEST_WAIT_MS) {
			errno = ENODEV;
			give_up(value);
		}
		usleep(10000);
		waited += 10;
	}
}

static void mount_image(const char *serial, const char *target)
{
	char path[PATH_MAX];

	find_device("/sys/block", "serial", serial, path, sizeof(path));
	mount_or_give_up(path, target, "squashfs", MS_RDONLY, NULL);
}

static void enter_root(void)
{
	mkdir("/lower", 0755);
	mount_image("lab-userland", "/lower/userland");
	mount_image("lab-modules", "/lower/modules");
	mount_image("lab-run", "/lower/run");
	mount_or_give_up("tmpfs", "/upper", "tmpfs", 0, "size=50%,mode=755");
	mkdir("/upper/data", 0755);
	mkdir("/upper/work", 0755);
	mount_or_give_up("root", "/root", "overlay", 0,
			 "lowerdir=/lower/run:/lower/modules:/lower/userland,upperdir=/upper/data,workdir=/upper/work");
	if (mount("/dev", "/root/dev", NULL, MS_MOVE, NULL) ||
	    mount("/proc", "/root/proc", NULL, MS_MOVE, NULL) ||
	    mount("/sys", "/root/sys", NULL, MS_MOVE, NULL))
		give_up("move the mounts");
	if (chdir("/root") || mount(".", "/", NULL, MS_MOVE, NULL) || chroot(".") || chdir("/"))
		give_up("enter the root");

	mount_or_give_up("tmpfs", "/run", "tmpfs", MS_NOSUID | MS_NODEV, "mode=755");
	mount_or_give_up("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV, NULL);
	mount_or_give_up("tmpfs", "/dev/shm", "tmpfs", MS_NOSUID | MS_NODEV, NULL);
	mount_or_give_up("debugfs", "/sys/kernel/debug", "debugfs", 0, NULL);
	mount_or_give_up("tracefs", "/sys/kernel/tracing", "tracefs", 0, NULL);
	/* Not in every kernel, or only once its module is there. */
	mkdir("/dev/pts", 0755);
	mount("devpts", "/dev/pts", "devpts", 0, "ptmxmode=666");
	mount("configfs", "/sys/kernel/config", "configfs", 0, NULL);
	if (symlink("/proc/self/fd", "/dev/fd") || symlink("/proc/self/fd/0", "/dev/stdin") ||
	    symlink("/proc/self/fd/1", "/dev/stdout") || symlink("/proc/self/fd/2", "/dev/stderr"))
		give_up("make links in /dev");
}

/* The names that udev would give to the ports; the session may run without udev. */
static void link_port(const char *name)
{
	char path[PATH_MAX], link[PATH_MAX];

	find_device("/sys/class/virtio-ports", "name", name, path, sizeof(path));
	mkdir("/dev/virtio-ports", 0755);
	snprintf(link, sizeof(link), "/dev/virtio-ports/%s", name);
	if (symlink(path, link))
		give_up("link a port");
}

/*
 * The port can be open only once, and a program that opens /dev/stdout does open it again: programs
 * get a pipe, and this process alone has the port.
 */
static pid_t start_forwarder(const int pipe_fds[2])
{
	char buf[16384];
	ssize_t len, done, ret;
	pid_t pid;
	int port;

	pid = fork();
	if (pid < 0)
		give_up("fork");
	if (pid)
		return pid;

	close(pipe_fds[1]);
	port = open("/dev/virtio-ports/lab.output", O_WRONLY | O_CLOEXEC);
	if (port < 0)
		give_up("open the port lab.output");
	for (;;) {
		len = read(pipe_fds[0], buf, sizeof(buf));
		if (len < 0 && errno == EINTR)
			continue;
		if (len <= 0)
			_exit(0);
		for (done = 0; done < len; done += ret) {
			ret = write(port, buf + done, len - done);
			if (ret < 0 && errno != EINTR && errno != EAGAIN)
				_exit(1);
			if (ret < 0)
				ret = 0;
		}
	}
}

static noreturn void exec_session(int out, bool interactive)
{
	static char * const argv[] = { "session", NULL };
	static char * const envp[] = {
		"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
		"HOME=/root", "TERM=linux", "LC_ALL=C.UTF-8", "RESULTS=/results", NULL
	};
	int in;

	setsid();
	in = open(interactive ? CONSOLE : "/dev/null", O_RDWR);
	if (in < 0)
		give_up("open the input of the session");
	if (interactive) {
		ioctl(in, TIOCSCTTY, 1);
		out = in;
	}
	dup2(in, 0);
	dup2(out, 1);
	dup2(out, 2);
	execve(SESSION, argv, envp);
	give_up("start " SESSION);
}

/* A process that the session left behind may hold the pipe open: no end of file to wait for. */
static void drain(int fd)
{
	int left = 1, i;

	for (i = 0; i < 200 && left; i++) {
		if (ioctl(fd, FIONREAD, &left))
			break;
		usleep(left ? 10000 : 0);
	}
}

int main(void)
{
	int pipe_fds[2], status;
	pid_t forwarder, session, pid;
	bool interactive;

	if (getpid() != 1) {
		fprintf(stderr, "This is PID 1 of the VM lab; start it with tools/vm/run.\n");
		return 1;
	}
	umask(022);
	mount_or_give_up("proc", "/proc", "proc", 0, NULL);
	mount_or_give_up("sysfs", "/sys", "sysfs", 0, NULL);
	mount_or_give_up("devtmpfs", "/dev", "devtmpfs", 0, NULL);
	load_modules();
	enter_root();
	link_port("lab.output");
	link_port("lab.status");
	link_port("lab.results");

	/* Booting is silent, for speed; from here on every kernel message goes to the console. */
	interactive = !access("/.vm/interactive", F_OK);
	klogctl(8, NULL, interactive ? 4 : 8);

	if (pipe2(pipe_fds, O_CLOEXEC))
		give_up("make a pipe");
	forwarder = start_forwarder(pipe_fds);
	session = fork();
	if (session < 0)
		give_up("fork");
	if (!session)
		exec_session(pipe_fds[1], interactive);
	close(pipe_fds[1]);

	do {
		pid = wait(&status);
		if (pid == forwarder && status)
			give_up("forward the output");
	} while (pid != session);

	drain(pipe_fds[0]);
	kill(-1, SIGTERM);
	usleep(50000);
	power_off();
}
