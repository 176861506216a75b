#!/bin/sh
# Brings what `make stick-proof` needs beside Python: QEMU, the tools that make and repair FAT and exFAT, and Debian's
# kernel, which is unpacked into build/proof/kernel and not installed.
# What is already there is used; else the distribution's packages are fetched; what stays missing is a failure.
set -u
cd "$(dirname "$0")/.." || exit 2
PATH="$PATH:/usr/sbin:/sbin"
kernel=build/proof/kernel

missing=""
command -v qemu-system-x86_64 >/dev/null 2>&1 || missing="$missing qemu-system-x86"
{ command -v mkfs.vfat && command -v fsck.vfat; } >/dev/null 2>&1 || missing="$missing dosfstools"
{ command -v mkfs.exfat && command -v fsck.exfat; } >/dev/null 2>&1 || missing="$missing exfatprogs"
ls $kernel/boot/vmlinuz-* >/dev/null 2>&1 && has_kernel=yes || has_kernel=no
[ -z "$missing" ] && [ $has_kernel = yes ] && exit 0

if ! command -v apt-get >/dev/null 2>&1; then
  echo "The proof needs QEMU, dosfstools, exfatprogs and Debian's kernel: run make stick-proof on Debian." >&2
  exit 2
fi
again="make stick-proof"
. scripts/debian-packages.sh
find_root "The proof needs$missing and Debian's kernel: run make stick-proof as root once."
echo "Fetching for the proof:$missing, Debian's kernel …" >&2
fetch_list
# shellcheck disable=SC2086 # a list of words
[ -z "$missing" ] || install_packages $missing
[ $has_kernel = yes ] && exit 0
package=$(apt-cache depends linux-image-amd64 2>/dev/null | sed -n 's/.*Depends: \(linux-image-[0-9][^ ]*\).*/\1/p' | head -n 1)
if [ -z "$package" ]; then
  echo "This system's packages hold no linux-image-amd64: run make stick-proof on Debian for amd64." >&2
  exit 2
fi
rm -rf $kernel && mkdir -p $kernel/packages
(cd $kernel/packages && apt-get download "$package") >"$log" 2>&1 ||
  fetching_failed "The package $package could not be fetched: see above, then"
dpkg -x $kernel/packages/*.deb $kernel && rm -r $kernel/packages
