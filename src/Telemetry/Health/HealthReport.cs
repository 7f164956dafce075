using System.Text.Json;

namespace ChargerFirmware.Telemetry.Health;

/// <summary>The answer to /health or to /ready.</summary>
public sealed class HealthReport
{
    private readonly string _station;
    private readonly IReadOnlyList<HealthCheck> _checks;

    private HealthReport(string station, IReadOnlyList<HealthCheck> checks, bool failed)
    {
        _station = station;
        _checks = checks;
        Failed = failed;
    }

    /// <summary>What was asked is answered with no.</summary>
    public bool Failed { get; }

    private string Status => Failed ? "fail" : _checks.All(check => check.Status == CheckStatus.Ok) ? "ok" : "degraded";

    /// <summary>Liveness: fails only for what a new process would repair.</summary>
    public static HealthReport OfLife(string station, IReadOnlyList<HealthCheck> checks) =>
        new(station, checks, checks.Any(check => check is { Status: CheckStatus.Fail, NeedsRestart: true }));

    /// <summary>Readiness: fails when a driver who comes now would not be served at every connector.</summary>
    public static HealthReport OfReadiness(string station, IReadOnlyList<HealthCheck> checks) =>
        new(station, checks, checks.Any(check => check.Status == CheckStatus.Fail));

    public byte[] ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("status", Status);
            writer.WriteString("station", _station);
            writer.WriteStartArray("checks");
            foreach (var check in _checks)
            {
                writer.WriteStartObject();
                writer.WriteString("name", check.Name);
                writer.WriteString("status", check.Status switch { CheckStatus.Ok => "ok", CheckStatus.Warn => "warn", _ => "fail" });
                if (check.Reason is { } reason)
                {
                    writer.WriteString("reason", reason);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }
}
