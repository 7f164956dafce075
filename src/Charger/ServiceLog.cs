using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Charger;

/// <summary>Where the log goes: standard output, in the form that whoever reads it understands.</summary>
internal static class ServiceLog
{
    public static ILoggerFactory Create(RunOptions options) => LoggerFactory.Create(builder =>
    {
        builder.SetMinimumLevel(options.LogLevel);
        if (options.JsonLogs)
        {
            builder.AddJsonConsole(console =>
            {
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            });
        }
        else if (Environment.GetEnvironmentVariable("JOURNAL_STREAM") is not null)
        {
            // The journal stamps lines by itself and takes their level from a prefix.
            builder.AddSystemdConsole();
        }
        else
        {
            builder.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            });
        }
    });
}
