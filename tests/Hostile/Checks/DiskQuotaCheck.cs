namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>Everywhere, without any right: the process may not write a file beyond its first page, so every write of the store fails.</summary>
internal sealed class DiskQuotaCheck : ICheck
{
    public string Name => "a disk on which nothing can be written does not end a charge, nor a start";

    public Task RunAsync(Rig rig)
    {
        var central = rig.CentralSystem();
        return new FullDisk(
            rig, central,
            // SIGXFSZ would end a process that nobody protects; the runtime's own map of its code is a file, too.
            () => rig.Start(
                "/bin/sh", ["-c", "trap '' XFSZ; exec \"$0\" \"$@\"", Rig.Emulator, .. rig.EmulatorArguments(central)],
                [("DOTNET_EnableWriteXorExecute", "0")]).ReadyAsync(),
            station => LimitAsync(station, "4096:unlimited"),
            station => LimitAsync(station, "unlimited:unlimited")).RunAsync();
    }

    private static Task LimitAsync(StationProcess station, string bytes) => Rig.ToolAsync("prlimit", "--pid", $"{station.Id}", $"--fsize={bytes}");
}
