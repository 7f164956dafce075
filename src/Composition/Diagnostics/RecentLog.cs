using System.Globalization;
using System.Text;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Timing;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Composition.Diagnostics;

/// <summary>
/// Keeps the latest lines that a station logs, for its diagnostics, and passes all of them on. Lines may come from any thread. They are
/// stamped by the station's clock as it is when they are collected: those of before the first time are found by the time it was.
/// </summary>
internal sealed class RecentLog(StationClock clock, ILoggerFactory inner) : ILoggerFactory, IDiagnosticsSource
{
    private const int LinesMax = 2000;
    private const int LineLengthMax = 2000;

    private readonly Lock _gate = new();
    private readonly Queue<(long Timestamp, string Line)> _lines = new();

    public ILogger CreateLogger(string categoryName) => new TeeLogger(this, categoryName, inner.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public IEnumerable<DiagnosticsEntry> Collect(DiagnosticsWindow window)
    {
        (long Timestamp, string Line)[] lines;
        lock (_gate)
        {
            lines = [.. _lines];
        }

        var text = new StringBuilder();
        foreach (var (at, line) in lines.Select(entry => (At: clock.At(entry.Timestamp), entry.Line)).Where(entry => window.Holds(entry.At)))
        {
            text.Append(CultureInfo.InvariantCulture, $"{at:yyyy-MM-ddTHH:mm:ss.fffZ} {SafeText.Of(line)}\n");
        }

        yield return new DiagnosticsEntry("log.txt", text.ToString(), IsHistory: true);
    }

    public void Dispose()
    {
        // The factory below belongs to who made it.
    }

    private void Add(string line)
    {
        lock (_gate)
        {
            if (_lines.Count == LinesMax)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue((clock.Time.GetTimestamp(), line.Length <= LineLengthMax ? line : line[..LineLengthMax]));
        }
    }

    private sealed class TeeLogger(RecentLog log, string category, ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and < LogLevel.None || inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
            if (logLevel is >= LogLevel.Information and < LogLevel.None)
            {
                var fault = exception is null ? "" : $" {exception.GetType().Name}: {exception.GetBaseException().Message}";
                log.Add($"{logLevel} {category}: {formatter(state, exception)}{fault}");
            }
        }
    }
}
