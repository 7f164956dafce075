using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ChargerFirmware.Tests.Crash;

/// <summary>A station in a process of its own, to be killed.</summary>
internal sealed class StationProcess : IDisposable
{
    private const int Sigterm = 15;

    private readonly Process _process;
    private readonly List<string> _said = [];
    private bool _expected;

    /// <param name="command">The program and its arguments.</param>
    /// <param name="onEnd">It has ended and nobody asked it to; hears what it said. Called on the pool.</param>
    public StationProcess(IReadOnlyList<string> command, Action<string> onEnd)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Exited += (_, _) =>
        {
            if (!_expected)
            {
                onEnd($"it has ended with exit code {_process.ExitCode}: {Said}");
            }
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>All that it has written.</summary>
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

    public int Id => _process.Id;

    /// <summary>The emulator of the same build as this program.</summary>
    public static string Emulator()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, "Emulator.Cli", own.Name, "emulator");
        return File.Exists(program) ? program : throw new FileNotFoundException("The emulator has not been built.", program);
    }

    /// <summary>SIGKILL: it does not hear of it.</summary>
    public Task KillAsync()
    {
        _expected = true;
        _process.Kill();
        return _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM: it ends in order.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="TimeoutException">It does not.</exception>
    public async Task<int> EndAsync(TimeSpan timeout)
    {
        _expected = true;
        _ = Signal(_process.Id, Sigterm);
        await _process.WaitForExitAsync().WaitAsync(timeout);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        _expected = true;
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
        {
            if (line.Data is { } text && _said.Count < 200)
            {
                _said.Add(text);
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
