using ChargerFirmware.Telemetry.Logs;
using ChargerFirmware.Telemetry.Logs.Adapters;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Charger;

/// <summary>Where the log goes: standard output, in the form that its reader understands.</summary>
internal static class ServiceLog
{
    public static ILoggerFactory Create(RunOptions options)
    {
        var isJournal = Environment.GetEnvironmentVariable("JOURNAL_STREAM") is not null;
        return StationConsole.Create(options.JsonLogs ? LogForm.Json : isJournal ? LogForm.Journal : LogForm.Text, options.StationId, options.LogLevel);
    }
}
