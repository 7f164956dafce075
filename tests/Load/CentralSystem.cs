using System.Diagnostics;
using System.Globalization;

namespace ChargerFirmware.Tests.Load;

/// <summary>The central system, which outlasts its processes: same ports, same store. Used by one flow, but for <see cref="Sample"/>.</summary>
internal sealed class CentralSystem(string program, string store) : IDisposable
{
    private readonly Lock _gate = new();
    private CentralProcess? _process;
    private TimeSpan _processorBefore;
    private TimeSpan _processor;
    private long _mostBytes;
    private long _lastBytes;

    /// <summary>Where stations dial; known after the first start.</summary>
    public Uri Stations { get; private set; } = new("ws://127.0.0.1:0/ocpp/");

    public Uri Http { get; private set; } = new("http://127.0.0.1:0/");

    /// <summary>It has ended and nobody has asked it to.</summary>
    public bool HasEnded => _process is { HasExited: true };

    public string Said => _process?.Said ?? "";

    /// <summary>Processor time of all its processes so far.</summary>
    public TimeSpan Processor => _processorBefore + _processor;

    public long MostBytes => _mostBytes;

    public long LastBytes => _lastBytes;

    /// <summary>The executable of the same build as this program.</summary>
    public static string Program()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, "Central.Cli", own.Name, "central");
        return File.Exists(program) ? program : throw new FileNotFoundException("The central system has not been built.", program);
    }

    /// <summary>Starts a process; it may not serve yet.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _processorBefore += _processor;
            _processor = TimeSpan.Zero;
            _process?.Dispose();
            _process = new CentralProcess(program, Arguments());
        }
    }

    /// <returns>How long it took until it served.</returns>
    public async Task<TimeSpan> StartAsync()
    {
        var began = Stopwatch.GetTimestamp();
        Begin();
        (Stations, Http) = await _process!.ReadyAsync();
        return Stopwatch.GetElapsedTime(began);
    }

    public async Task KillAsync()
    {
        Sample();
        await _process!.KillAsync();
    }

    /// <returns>Its exit code; null when it does not end.</returns>
    public Task<int?> EndAsync()
    {
        Sample();
        return _process!.EndAsync();
    }

    /// <summary>Looks at memory and processor time.</summary>
    public void Sample()
    {
        lock (_gate)
        {
            if (_process is { HasExited: false } process)
            {
                _processor = process.Processor is var used && used > _processor ? used : _processor;
                _lastBytes = process.ResidentBytes is > 0 and var bytes ? bytes : _lastBytes;
                _mostBytes = Math.Max(_mostBytes, _lastBytes);
            }
        }
    }

    public void Dispose() => _process?.Dispose();

    private string[] Arguments()
    {
        var (stations, http) = (Address(Stations), Address(Http));
        return ["--headless", "--listen", stations, "--http", http, "--store", store];
    }

    private static string Address(Uri at) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{at.Port}");
}
