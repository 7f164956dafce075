using ChargerFirmware.Telemetry.Logs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Unit.Telemetry.Logs;

/// <summary>Keeps the lines of a log as a console would have shown them.</summary>
internal sealed class LineCollector(StationFormatter formatter) : ILoggerFactory
{
    private readonly StationFormatter _formatter = formatter;
    private readonly LoggerExternalScopeProvider _scopes = new();

    public List<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    private sealed class Logger(LineCollector collector, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => collector._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            using var text = new StringWriter();
            collector._formatter.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), collector._scopes, text);
            collector.Lines.Add(text.ToString().TrimEnd('\n'));
        }
    }
}
