using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Transfers.Adapters;

/// <summary>
/// An installer that is a program of the board's maker, because slots and boot loaders are. It is called as <c>PROGRAM boot</c>, which
/// prints <c>other</c>, <c>trial N</c> or <c>confirmed N</c>; <c>PROGRAM install N IMAGE</c>; <c>PROGRAM confirm N</c>; <c>PROGRAM rollback N</c>. N names the
/// update. Exit code 0 is success; the last line on its standard error is the reason of a failure.
/// </summary>
public sealed class CommandInstaller : IFirmwareInstaller
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(30);

    private readonly string _program;
    private readonly DiskTarget _target;
    private FirmwareBoot _boot;
    private long _update;

    private CommandInstaller(string program, DiskTarget target)
    {
        _program = program;
        _target = target;
    }

    public string? Refusal => null;

    public long MaxImageBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    public IDownloadTarget Target => _target;

    /// <summary>Asks the program what runs, before the station's loop does.</summary>
    /// <exception cref="FirmwareException">It cannot be asked.</exception>
    public static async Task<CommandInstaller> StartAsync(string program, string folder)
    {
        var installer = new CommandInstaller(program, new DiskTarget(folder));
        var answer = (await installer.RunAsync("boot").ConfigureAwait(false)).Trim().Split(' ');
        (installer._boot, installer._update) = answer switch
        {
            ["other"] => (FirmwareBoot.Other, 0L),
            ["trial", var update] => (FirmwareBoot.OnTrial, Number(update)),
            ["confirmed", var update] => (FirmwareBoot.Confirmed, Number(update)),
            _ => throw new FirmwareException($"{program} boot: expected other, trial N or confirmed N"),
        };
        return installer;
    }

    public Task InstallAsync(long update) => RunAsync("install", Text(update), _target.File);

    public FirmwareBoot Judge(long update) => update == _update ? _boot : FirmwareBoot.Other;

    public async Task ConfirmAsync(long update)
    {
        // Awaited on the loop: what it judges by must change there.
        await RunAsync("confirm", Text(update));
        _boot = FirmwareBoot.Confirmed;
    }

    public Task RollBackAsync(long update) => RunAsync("rollback", Text(update));

    private static string Text(long update) => update.ToString(CultureInfo.InvariantCulture);

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new FirmwareException("the installer's program names no update: expected a number");

    private Task<string> RunAsync(params string[] words) => Task.Run(async () =>
    {
        using var patience = new CancellationTokenSource(s_patience);
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(_program, words) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true },
        };
        try
        {
            process.Start();
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            var reason = (await errors.ConfigureAwait(false)).Trim().Split('\n')[^1];
            return process.ExitCode == 0
                ? await output.ConfigureAwait(false)
                : throw new FirmwareException($"{words[0]} ended with {process.ExitCode}: {reason}");
        }
        catch (OperationCanceledException silence)
        {
            process.Kill(entireProcessTree: true);
            throw new FirmwareException($"{words[0]} has not ended within {s_patience}", silence);
        }
        catch (Win32Exception refusal)
        {
            throw new FirmwareException($"{_program} cannot be started: {refusal.Message}", refusal);
        }
    });
}
