namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>
/// A file system of its own that finds an error and turns read-only (ext4, errors=remount-ro), as a worn card does; needs root and loop
/// devices. <see cref="DeadQuotaCheck"/> runs everywhere.
/// </summary>
internal sealed class ReadOnlyDiskCheck : ICheck
{
    public string Name => "a file system that turns read-only costs no end and makes no second one";

    public async Task RunAsync(Rig rig)
    {
        if (Environment.UserName != "root" || !File.Exists("/dev/loop-control"))
        {
            throw new SkipException("only root can mount a disk");
        }

        var disk = Path.Combine(rig.Folder, "disk");
        var image = Path.Combine(rig.Folder, "image");
        Directory.CreateDirectory(disk);
        await Rig.ToolAsync("sh", "-c", $"truncate --size=16M {image} && mkfs.ext4 -q {image}");
        await MountAsync(image, disk);
        try
        {
            var central = rig.CentralSystem();
            await new DeadDisk(
                rig, central,
                () => rig.EmulatorAsync(central, "--store", Path.Combine(disk, "store")),
                _ => Rig.ToolAsync("sh", "-c", $"echo 1 > /sys/fs/ext4/$(basename $(findmnt -no SOURCE {disk}))/trigger_fs_error"),
                async () =>
                {
                    await Rig.ToolAsync("umount", disk);
                    await Rig.ToolAsync("sh", "-c", $"e2fsck -fy {image}; test $? -lt 4");
                    await MountAsync(image, disk);
                }).RunAsync();
        }
        finally
        {
            await Rig.ToolAsync("umount", "--lazy", disk);
        }
    }

    private static async Task MountAsync(string image, string disk)
    {
        try
        {
            await Rig.ToolAsync("mount", "-o", "loop,errors=remount-ro", image, disk);
        }
        catch (CheckException refusal)
        {
            throw new SkipException($"no disk can be mounted here: {refusal.Message}");
        }
    }
}
