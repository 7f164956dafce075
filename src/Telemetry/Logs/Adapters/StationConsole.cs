using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace ChargerFirmware.Telemetry.Logs.Adapters;

/// <summary>The log of a program that runs one station, on standard output.</summary>
public static class StationConsole
{
    /// <summary>Put together by hand: the container of LoggerFactory.Create took a tenth of a charger's start to do the same.</summary>
    /// <param name="station">Who speaks.</param>
    /// <param name="level">What is less than that is not logged.</param>
    public static ILoggerFactory Create(LogForm form, string station, LogLevel level)
    {
        var console = new ConsoleLoggerOptions
        {
            FormatterName = StationFormatter.FormatterName,

            // A reader of the log that has stopped reading must not stop the loop that writes it.
            QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite,
        };
        var provider = new ConsoleLoggerProvider(new FixedOptions(console), [new StationFormatter(form, station, TimeProvider.System)]);
        return Of(provider, level);
    }

    /// <summary>A factory that owns its provider: what waits to be written is written when the program disposes of the factory.</summary>
    public static ILoggerFactory Of(ILoggerProvider provider, LogLevel level)
    {
        // One that is handed to the constructor is not disposed of.
        var factory = new LoggerFactory([], new LoggerFilterOptions { MinLevel = level });
        factory.AddProvider(provider);
        return factory;
    }

    private sealed class FixedOptions(ConsoleLoggerOptions options) : IOptionsMonitor<ConsoleLoggerOptions>
    {
        public ConsoleLoggerOptions CurrentValue => options;

        public ConsoleLoggerOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<ConsoleLoggerOptions, string?> listener) => null;
    }
}
