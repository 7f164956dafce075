using System.Diagnostics;
using System.Globalization;

namespace ChargerFirmware.Tests.Load;

/// <summary>The central system as a process.</summary>
internal sealed class CentralProcess : IDisposable
{
    private const string StationsHead = "central system ";
    private const string HttpHead = "http://";
    private const int LinesKept = 40;

    private readonly Process _process;
    private readonly Queue<string> _said = new();
    private readonly TaskCompletionSource<Uri> _stations = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri> _http = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CentralProcess(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The last that it has written.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return string.Join(Environment.NewLine, _said);
            }
        }
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Processor time so far.</summary>
    public TimeSpan Processor => Read(() => _process.TotalProcessorTime);

    public long ResidentBytes => Read(() => _process.WorkingSet64);

    /// <summary>Where stations dial, and where HTTP is served; known when it says so.</summary>
    /// <exception cref="InvalidOperationException">It has not come up.</exception>
    public async Task<(Uri Stations, Uri Http)> ReadyAsync()
    {
        try
        {
            var ended = _process.WaitForExitAsync();
            var both = Task.WhenAll(_stations.Task, _http.Task);
            await Task.WhenAny(both, ended).WaitAsync(TimeSpan.FromSeconds(60));
            return both.IsCompletedSuccessfully ? (both.Result[0], both.Result[1]) : throw new TimeoutException();
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"the central system has not come up: {Said}");
        }
    }

    /// <summary>SIGKILL: it does not hear of it.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM.</summary>
    /// <returns>Its exit code; null when it does not end.</returns>
    public async Task<int?> EndAsync()
    {
        using var kill = Process.Start("kill", ["-15", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        try
        {
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
            return _process.ExitCode;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private T Read<T>(Func<T> figure)
        where T : struct
    {
        try
        {
            _process.Refresh();
            return figure();
        }
        catch (InvalidOperationException)
        {
            // It has ended meanwhile.
            return default;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not { } text)
        {
            return;
        }

        lock (_said)
        {
            _said.Enqueue(text);
            if (_said.Count > LinesKept)
            {
                _said.Dequeue();
            }
        }

        if (text.StartsWith(StationsHead, StringComparison.Ordinal) && text.IndexOf('<', StringComparison.Ordinal) is > 0 and var end)
        {
            _stations.TrySetResult(new Uri(text[StationsHead.Length..end]));
        }
        else if (text.StartsWith(HttpHead, StringComparison.Ordinal))
        {
            _http.TrySetResult(new Uri(text));
        }
    }
}
