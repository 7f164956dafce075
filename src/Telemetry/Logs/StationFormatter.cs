using System.Globalization;
using System.Text;
using System.Text.Json;
using ChargerFirmware.Station.Maintenance;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ChargerFirmware.Telemetry.Logs;

/// <summary>
/// Writes a line of the log with station, connector and transaction as fields. Passwords in addresses stay inside, and nothing that was
/// logged can begin a line of its own.
/// </summary>
public sealed class StationFormatter(LogForm form, string station, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "station";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        ArgumentNullException.ThrowIfNull(textWriter);
        var message = SafeText.Of(logEntry.Formatter(logEntry.State, logEntry.Exception));
        var fault = logEntry.Exception is null ? null : SafeText.Of(logEntry.Exception.ToString());
        var fields = LogFields.Of(station, logEntry.State, scopeProvider);
        textWriter.WriteLine(form == LogForm.Json
            ? Json(logEntry.LogLevel, logEntry.Category, message, fault, fields)
            : Text(logEntry.LogLevel, logEntry.Category, message, fault, fields));
    }

    private string Text(LogLevel level, string category, string message, string? fault, LogFields fields)
    {
        var line = new StringBuilder();
        if (form == LogForm.Journal)
        {
            line.Append(CultureInfo.InvariantCulture, $"<{Severity(level)}>");
        }
        else
        {
            line.Append(CultureInfo.InvariantCulture, $"{Now()} {Word(level),-5} ");
        }

        line.Append(category.AsSpan(category.LastIndexOf('.') + 1)).Append(": ").Append(OneLine(message));
        AppendField(line, "station", fields.Station);
        AppendField(line, "connector", fields.Connector);
        AppendField(line, "transaction", fields.Transaction);
        return fault is null ? line.ToString() : line.Append(" fault=").Append(OneLine(fault)).ToString();
    }

    private string Json(LogLevel level, string category, string message, string? fault, LogFields fields)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("time", Now());
            writer.WriteString("level", Word(level));
            writer.WriteString("category", category);
            writer.WriteString("message", message);
            WriteField(writer, "station", fields.Station);
            WriteField(writer, "connector", fields.Connector);
            WriteField(writer, "transaction", fields.Transaction);
            if (fields.Others.Count > 0)
            {
                writer.WriteStartObject("fields");
                foreach (var (name, value) in fields.Others)
                {
                    WriteField(writer, name, value);
                }

                writer.WriteEndObject();
            }

            if (fault is not null)
            {
                writer.WriteString("fault", fault);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private string Now() => time.GetUtcNow().UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static void AppendField(StringBuilder line, string name, object? value)
    {
        if (value is not null)
        {
            line.Append(CultureInfo.InvariantCulture, $" {name}={OneLine(Plain(value))}");
        }
    }

    private static void WriteField(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case int or long or short or byte:
                writer.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case bool isSo:
                writer.WriteBoolean(name, isSo);
                break;
            default:
                writer.WriteString(name, SafeText.Of(Plain(value)));
                break;
        }
    }

    private static string Plain(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    /// <summary>What a peer or a device sent may hold what ends a line.</summary>
    private static string OneLine(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        var line = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '\n' => line.Append(@"\n"),
                '\r' => line,
                _ => line.Append(char.IsControl(letter) ? ' ' : letter),
            };
        }

        return line.ToString();
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "fatal",
    };

    /// <summary>As syslog counts (RFC 5424, 6.2.1).</summary>
    private static int Severity(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => 7,
        LogLevel.Information => 6,
        LogLevel.Warning => 4,
        LogLevel.Error => 3,
        _ => 2,
    };
}
