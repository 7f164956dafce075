using ChargerFirmware.Telemetry.Logs.Adapters;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Tests.Unit.Telemetry.Logs;

public sealed class StationConsoleTests
{
    [Fact]
    public void What_waits_is_written_before_the_program_ends()
    {
        var provider = new RecordingProvider();

        StationConsole.Of(provider, LogLevel.Information).Dispose();

        Assert.True(provider.IsDisposed);
    }

    [Fact]
    public void What_is_less_than_the_level_is_not_logged()
    {
        using var logging = StationConsole.Of(new RecordingProvider(), LogLevel.Warning);
        var logger = logging.CreateLogger("station");

        Assert.False(logger.IsEnabled(LogLevel.Information));
        Assert.True(logger.IsEnabled(LogLevel.Warning));
    }

    private sealed class RecordingProvider : ILoggerProvider, ILogger
    {
        public bool IsDisposed { get; private set; }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // What matters here is whether it is asked.
        }

        public void Dispose() => IsDisposed = true;
    }
}
