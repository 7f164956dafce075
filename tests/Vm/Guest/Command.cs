using System.Diagnostics;

namespace ChargerFirmware.Tests.Vm.Guest;

/// <summary>A program in the guest, whose output is told in the transcript.</summary>
internal sealed class Command
{
    private readonly Process _process;
    private readonly TranscriptLog _log;
    private readonly string _word;

    public Command(TranscriptLog log, string word, string program, params IEnumerable<string> arguments)
    {
        _log = log;
        _word = word;
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Tell(line.Data);
        _process.ErrorDataReceived += (_, line) => Tell(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        log.Tell("process", $"{word} {_process.Id}");
    }

    public void Signal(int signal)
    {
        // Told before it is sent: what comes of it comes after it in the transcript, too.
        _log.Tell("signal", $"{signal}");
        _ = LibC.Signal(_process.Id, signal);
    }

    /// <summary>Waits until it has ended by itself or was told to; one that does not end is killed.</summary>
    public async Task ExitAsync()
    {
        using var patience = new CancellationTokenSource(Story.Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _log.Tell("gave-up", $"{_word} does not end");
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _log.Tell("exit", $"{_word} {_process.ExitCode}");
    }

    private void Tell(string? line)
    {
        if (line is not null)
        {
            _log.Tell(_word, line);
        }
    }
}
