using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ChargerFirmware.Tests.Documents;

/// <summary>A command line in a shell and a session of its own, so that all it has started can be ended.</summary>
internal sealed class Shell : IDisposable
{
    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _output = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="tools">A folder whose programs go before those of the machine, and which holds curl's settings.</param>
    public Shell(string root, string command, string tools)
    {
        var start = new ProcessStartInfo("setsid", ["bash", "-c", command])
        {
            WorkingDirectory = root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A refusal by HTTP is a failure of the command.
        start.Environment["CURL_HOME"] = tools;
        start.Environment["PATH"] = $"{tools}:{Environment.GetEnvironmentVariable("PATH")}";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _output);
            }
        }
    }

    public string Tail => string.Join('\n', Output.Split('\n').TakeLast(15).Select(line => $"    {line[..Math.Min(line.Length, 200)]}"));

    /// <exception cref="TimeoutException">It has not ended in time.</exception>
    public async Task<int> EndAsync(TimeSpan within)
    {
        await _process.WaitForExitAsync().WaitAsync(within);
        return _process.ExitCode;
    }

    /// <summary>Waits until a line of the output is like that.</summary>
    /// <exception cref="TimeoutException">None came in time.</exception>
    /// <exception cref="InvalidOperationException">The command ended before.</exception>
    public async Task UntilAsync(string pattern, TimeSpan within)
    {
        var ended = _process.WaitForExitAsync();
        using var patience = new CancellationTokenSource(within);
        for (var at = 0; ;)
        {
            Task more;
            lock (_gate)
            {
                for (; at < _output.Count; at++)
                {
                    if (Regex.IsMatch(_output[at], pattern))
                    {
                        return;
                    }
                }

                more = _more.Task;
            }

            if (ended.IsCompleted && more == Current())
            {
                throw new InvalidOperationException($"it ended with {_process.ExitCode} before its output held '{pattern}'");
            }

            try
            {
                await Task.WhenAny(more, ended).WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"its output did not hold '{pattern}' in time");
            }
        }
    }

    /// <summary>Asks all that the command started to end, and waits for it.</summary>
    public async Task TerminateAsync(TimeSpan within)
    {
        Signal(15);
        await EndAsync(within);
    }

    public void Dispose()
    {
        Signal(9);
        _process.WaitForExit();
        _process.Dispose();
    }

    private Task Current()
    {
        lock (_gate)
        {
            return _more.Task;
        }
    }

    private void Signal(int signal)
    {
        // setsid has made the shell the leader of a group of its own, which outlives it while something it started runs.
        using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", "--", $"-{_process.Id}"]) { RedirectStandardError = true })!;
        kill.WaitForExit();
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        TaskCompletionSource more;
        lock (_gate)
        {
            _output.Add(line);
            more = _more;
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        more.SetResult();
    }
}
