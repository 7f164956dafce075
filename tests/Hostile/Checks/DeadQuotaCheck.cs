namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>Everywhere, without any right: the process may write no file any more, not even over what it has.</summary>
internal sealed class DeadQuotaCheck : ICheck
{
    public string Name => "a disk that takes nothing at all, redo file included, costs no end and makes no second one";

    public Task RunAsync(Rig rig)
    {
        // What the emulation itself keeps beside the store is not what is tried here.
        Directory.CreateDirectory(rig.Store);
        File.CreateSymbolicLink(Path.Combine(rig.Store, "emulated-meters.json"), "/dev/null");
        var central = rig.CentralSystem();
        return new DeadDisk(
            rig, central,
            // SIGXFSZ would end a process that nobody protects; the runtime's own map of its code is a file, too.
            () => rig.Start(
                "/bin/sh", ["-c", "trap '' XFSZ; exec \"$0\" \"$@\"", Rig.Emulator, .. rig.EmulatorArguments(central)],
                [("DOTNET_EnableWriteXorExecute", "0")]).ReadyAsync(),
            station => Rig.ToolAsync("prlimit", "--pid", $"{station.Id}", "--fsize=0:unlimited"),
            () => Task.CompletedTask).RunAsync();
    }
}
