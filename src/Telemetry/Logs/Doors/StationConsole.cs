using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ChargerFirmware.Telemetry.Logs.Doors;

/// <summary>The log of a program that runs one station, on standard output.</summary>
public static class StationConsole
{
    /// <param name="station">Who speaks.</param>
    public static ILoggingBuilder AddStationConsole(this ILoggingBuilder builder, LogForm form, string station)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<ConsoleFormatter>(new StationFormatter(form, station, TimeProvider.System));
        return builder.AddConsole(console =>
        {
            console.FormatterName = StationFormatter.FormatterName;

            // A reader of the log that has stopped reading must not stop the loop that writes it.
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
        });
    }
}
