using System.Text;

namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>The password for the central system goes to the central system, from wherever it was given, and nowhere else.</summary>
internal sealed class PasswordCheck : ICheck
{
    private const string Ticket = "t1cket-of-the-path";

    public string Name => "the password for the central system is sent, and shown nowhere";

    public async Task RunAsync(Rig rig)
    {
        var file = Path.Combine(rig.Folder, "password");
        await File.WriteAllTextAsync(file, "s3cr3t-f1le\n");
        using var board = new BoardOfModbus(rig.Folder);
        foreach (var program in (string[])[Rig.Emulator, Rig.Charger])
        {
            await TryAsync(rig, board, program, "user:s3cr3t%2Dinl1ne@", [], null, "user:s3cr3t-inl1ne");
            await TryAsync(rig, board, program, "", ["--password-file", file], "s3cr3t-env", "CP-1:s3cr3t-f1le");
            await TryAsync(rig, board, program, "user@", [], "s3cr3t-env", "user:s3cr3t-env");
            await TryAsync(rig, board, program, "", [], null, null);
        }
    }

    private static async Task TryAsync(
        Rig rig, BoardOfModbus board, string program, string userInfo, string[] options, string? variable, string? expected)
    {
        var central = rig.CentralSystem();
        string[] arguments = ["--csms", $"ws://{userInfo}127.0.0.1:{central.Port}/{Ticket}", "--id", "CP-1", .. options];
        var process = rig.Start(
            program,
            program == Rig.Emulator ? rig.EmulatorArguments(null, arguments) : ["run", "--board", board.File, "--store", rig.Store, .. arguments],
            variable is null ? [] : [("CHARGER_PASSWORD", variable)]);
        await central.CallOfAsync("BootNotification");
        var head = central.Current.RequestHead;
        var basic = expected is null ? null : $"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(expected))}\r\n";
        Require.That(
            basic is null ? !head.Contains("Authorization", StringComparison.OrdinalIgnoreCase) : head.Contains(basic, StringComparison.OrdinalIgnoreCase),
            $"expected {expected ?? "nobody"}, found {head}");
        Require.Equal(0, await process.TerminateAsync(), "exit code");
        var shown = string.Join('\n', process.Output.Items);
        foreach (var secret in (string[])["s3cr3t", "inl1ne", Ticket])
        {
            Require.That(!shown.Contains(secret, StringComparison.Ordinal), $"{Path.GetFileName(program)} shows {secret}");
        }
    }
}
