using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>A log that keeps its lines for the test.</summary>
internal sealed class RecordedLog : ILoggerFactory, ILogger
{
    public List<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add(formatter(state, exception));

    public void Dispose()
    {
    }
}
