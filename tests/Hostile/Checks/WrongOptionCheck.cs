namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>An option that is spelt wrong is named, and what was typed behind it is not: it may be a password.</summary>
internal sealed class WrongOptionCheck : ICheck
{
    private const string Secret = "s3cr3t";

    /// <summary>What is typed, and what the refusal has to name.</summary>
    private static readonly (string[] Arguments, string Named)[] s_mistakes =
    [
        ([$"--passwort={Secret}"], "'--passwort'"),
        ([$"--passwort:{Secret}"], "'--passwort'"),
        (["--passwort", Secret], "'--passwort'"),
        ([$"-p{Secret}"], "'-p"),
        (["--csms-ws", $"ws://user:{Secret}@127.0.0.1/ocpp"], "'--csms-ws'"),
        ([$"--csms-ws=ws://user:{Secret}@127.0.0.1/ocpp"], "'--csms-ws'"),
        ([$"--json-logs={Secret}"], "'--json-logs'"),
        ([$"user:{Secret}@127.0.0.1"], "the value of"),
        (["--log-level", $"ws://user:{Secret}@127.0.0.1"], "--log-level"),
        (["--log-level", $"user:{Secret}@127.0.0.1"], "--log-level"),
    ];

    public string Name => "an option that is spelt wrong is refused without its value";

    public async Task RunAsync(Rig rig)
    {
        foreach (var (arguments, named) in s_mistakes)
        {
            await TryAsync(rig, Rig.Emulator, arguments, named);
            await TryAsync(rig, Rig.Charger, ["run", "--board", "none.json", "--csms", "ws://127.0.0.1:1", "--id", "CP-1", .. arguments], named);
        }

        await TryAsync(rig, Rig.Emulator, ["--api", $"http://user:{Secret}@127.0.0.1"], "--api: expected");
        await TryAsync(rig, Rig.Emulator, ["--csms-port", $"user:{Secret}@127.0.0.1"], "--csms-port: expected");
        await TryAsync(rig, Rig.Charger, ["--csms", $"ws://user:{Secret}@127.0.0.1"], "'--csms'");
        await TryAsync(rig, Rig.Charger, ["run", "--board", "none.json", "--csms", "ws://127.0.0.1:1", "--id", "CP-1", "--http", $"u:{Secret}@h"], "--http: expected");

        // A word that stands where a command is expected helps whoever has misspelt it.
        await TryAsync(rig, Rig.Charger, ["chekc"], "'chekc'");
    }

    private static async Task TryAsync(Rig rig, string program, string[] arguments, string named)
    {
        var process = rig.Start(program, arguments);
        var code = await process.ExitAsync();
        var said = string.Join('\n', process.Output.Items);
        var typed = $"{Path.GetFileName(program)} {string.Join(' ', arguments)}";
        Require.Equal(2, code, $"{typed}: exit code");
        Require.That(said.Contains(named, StringComparison.Ordinal), $"{typed}: expected {named} to be named, found: {said}");
        Require.That(!said.Contains(Secret, StringComparison.Ordinal), $"{typed}: the value is shown");
        Require.That(!said.Contains("   at ", StringComparison.Ordinal), $"{typed}: an exception is shown");
    }
}
