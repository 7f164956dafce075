using System.Diagnostics;

namespace ChargerFirmware.Tests.Vm.Guest;

/// <summary>A program in the guest, whose output goes to the transcript.</summary>
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
        _process.OutputDataReceived += (_, line) => Write(line.Data);
        _process.ErrorDataReceived += (_, line) => Write(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        log.Write("process", $"{word} {_process.Id}");
    }

    public void Signal(int signal)
    {
        // Written before it is sent: what comes of it comes after it in the transcript, too.
        _log.Write("signal", $"{signal}");
        _ = LibC.Signal(_process.Id, signal);
    }

    /// <summary>Waits until it has ended by itself or on a signal; one that does not end is killed.</summary>
    public async Task ExitAsync()
    {
        using var patience = new CancellationTokenSource(Story.Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _log.Write("gave-up", $"{_word} does not end");
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _log.Write("exit", $"{_word} {_process.ExitCode}");
    }

    private void Write(string? line)
    {
        if (line is not null)
        {
            _log.Write(_word, line);
        }
    }
}
