using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ChargerFirmware.Tests.Load;

/// <summary>Frames and payloads of OCPP 1.6J as text. Nothing in them needs to be escaped.</summary>
internal static class Frames
{
    public static string Status(int connectorId, string status, DateTimeOffset time) =>
        $$"""{"connectorId":{{connectorId}},"errorCode":"NoError","status":"{{status}}","timestamp":"{{Text(time)}}"}""";

    public static string Start(SentSession session) =>
        $$"""
        {"connectorId":{{session.ConnectorId}},"idTag":"{{session.IdTag}}","meterStart":{{session.MeterStartWh}},"timestamp":"{{Text(session.StartTime)}}"}
        """;

    public static string Values(SentSession session, SentValue value, long powerW) =>
        $$"""
        {"connectorId":{{session.ConnectorId}},"transactionId":{{session.TransactionId}},"meterValue":[{"timestamp":"{{Text(value.Time)}}","sampledValue":[
        {"value":"{{value.RegisterWh}}","measurand":"Energy.Active.Import.Register","unit":"Wh"},
        {"value":"{{powerW}}","measurand":"Power.Active.Import","unit":"W"}]}]}
        """;

    public static string Stop(SentSession session, SentStop stop) =>
        $$"""
        {"transactionId":{{session.TransactionId}},"idTag":"{{session.IdTag}}","meterStop":{{stop.MeterStopWh}},"timestamp":"{{Text(stop.Time)}}",
        "reason":"{{stop.Reason}}"}
        """;

    public static byte[] Call(string id, string action, string payload) => Encoding.UTF8.GetBytes($"[2,\"{id}\",\"{action}\",{payload}]");

    public static byte[] Result(string id, string payload) => Encoding.UTF8.GetBytes($"[3,\"{id}\",{payload}]");

    /// <summary>What a station answers to whatever it is asked.</summary>
    public static string AnswerTo(string action) => action switch
    {
        "UnlockConnector" => """{"status":"Unlocked"}""",
        "GetConfiguration" => """{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"300"}]}""",
        "GetLocalListVersion" => """{"listVersion":1}""",
        "GetCompositeSchedule" => """{"status":"Rejected"}""",
        "GetDiagnostics" or "UpdateFirmware" => "{}",
        _ => """{"status":"Accepted"}""",
    };

    /// <summary>To the millisecond, as it is compared with what is kept.</summary>
    public static DateTimeOffset Moment(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    public static long? WholeNumber(JsonElement payload, string member) =>
        payload.ValueKind == JsonValueKind.Object && payload.TryGetProperty(member, out var value) && value.TryGetInt64(out var number) ? number : null;

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
