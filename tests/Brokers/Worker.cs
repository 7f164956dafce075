using System.Diagnostics;

namespace ChargerFirmware.Tests.Brokers;

/// <summary>Another program, of whose words one waits for.</summary>
internal sealed class Worker : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(25);

    private readonly string _name;
    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _said = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="variables">What stands in its environment besides.</param>
    public Worker(string name, string program, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> variables)
    {
        _name = name;
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (variable, value) in variables)
        {
            start.Environment[variable] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_gate)
            {
                return [.. _said];
            }
        }
    }

    /// <summary>Waits until something follows from what it has said.</summary>
    /// <exception cref="CheckException">It did not come in time.</exception>
    public async Task<T> UntilAsync<T>(string what, Func<IReadOnlyList<string>, T?> find)
        where T : class
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (true)
        {
            Task more;
            T? found;
            lock (_gate)
            {
                found = find(_said);
                more = _more.Task;
            }

            if (found is not null)
            {
                return found;
            }

            try
            {
                await more.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new CheckException($"{_name} has not said: {what}{Environment.NewLine}{Tail()}");
            }
        }
    }

    /// <summary>Waits for a line that holds a text.</summary>
    public Task<string> UntilAsync(string text) =>
        UntilAsync(text, said => said.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)));

    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        return _process.ExitCode;
    }

    public void Terminate() => Signal(15);

    /// <summary>SIGKILL: it does not hear of it.</summary>
    public void Kill() => Signal(9);

    /// <summary>The last of what it has said.</summary>
    public string Tail() => string.Join(Environment.NewLine, Said.TakeLast(40).Select(line => $"    {_name}: {line[..Math.Min(line.Length, 240)]}"));

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Signal(int signal)
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
            kill.WaitForExit();
        }
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
            _said.Add(line);
            more = _more;
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        more.SetResult();
    }
}
