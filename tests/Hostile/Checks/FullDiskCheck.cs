namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>A small disk of its own, filled to the last byte; needs root to mount it. <see cref="DiskQuotaCheck"/> runs everywhere.</summary>
internal sealed class FullDiskCheck : ICheck
{
    public string Name => "a full disk does not end a charge, nor a start";

    public async Task RunAsync(Rig rig)
    {
        if (Environment.UserName != "root")
        {
            Console.WriteLine($"only in its other form, because only root can mount a disk: {Name}");
            return;
        }

        var central = rig.CentralSystem();
        var disk = Path.Combine(rig.Folder, "disk");
        Directory.CreateDirectory(disk);
        await Rig.ToolAsync("mount", "-t", "tmpfs", "-o", "size=1200k", "tmpfs", disk);
        try
        {
            await new FullDisk(
                rig, central,
                () => rig.EmulatorAsync(central, "--store", Path.Combine(disk, "store")),
                _ => FillAsync(Path.Combine(disk, "filler")),
                _ =>
                {
                    File.Delete(Path.Combine(disk, "filler"));
                    return Task.CompletedTask;
                }).RunAsync();
        }
        finally
        {
            await Rig.ToolAsync("umount", "--lazy", disk);
        }
    }

    /// <summary>What others free meanwhile is taken, too.</summary>
    private static Task FillAsync(string path) => Rig.ToolAsync("sh", "-c", $"dd if=/dev/zero bs=4096 of={path} oflag=append conv=notrunc 2>/dev/null; test -s {path}");
}
