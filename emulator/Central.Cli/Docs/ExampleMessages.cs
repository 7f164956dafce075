using System.Text.Json.Nodes;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Central.Cli.Docs;

/// <summary>
/// A complete, right payload for each message: what documents show, what a charge point at the prompt sends and answers where nothing else is typed.
/// </summary>
internal static class ExampleMessages
{
    private const string Schedule = """
        {"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16.0},{"startPeriod":3600,"limit":6.0}]}
        """;

    private const string Profile = $$"""
        {"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative",
         "chargingSchedule":{{Schedule}}}
        """;

    private static readonly Dictionary<string, (string Request, string Response)> s_texts = new(StringComparer.Ordinal)
    {
        ["Authorize"] = ("""{"idTag":"044943121F1D80"}""", """{"idTagInfo":{"status":"Accepted"}}"""),
        ["BootNotification"] = (
            """
            {"chargePointVendor":"ChargerFirmware","chargePointModel":"Prompt","chargePointSerialNumber":"1","firmwareVersion":"1.0",
             "meterType":"none"}
            """,
            """{"status":"Accepted","currentTime":"$now","interval":300}"""),
        ["ChangeAvailability"] = ("""{"connectorId":1,"type":"Operative"}""", """{"status":"Accepted"}"""),
        ["ChangeConfiguration"] = ("""{"key":"HeartbeatInterval","value":"300"}""", """{"status":"Accepted"}"""),
        ["ClearCache"] = ("{}", """{"status":"Accepted"}"""),
        ["DataTransfer"] = ("""{"vendorId":"org.example","messageId":"hello","data":"world"}""", """{"status":"Accepted"}"""),
        ["GetConfiguration"] = (
            """{"key":["HeartbeatInterval"]}""",
            """{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"300"}]}"""),
        ["Heartbeat"] = ("{}", """{"currentTime":"$now"}"""),
        ["MeterValues"] = (
            """
            {"connectorId":1,"meterValue":[{"timestamp":"$now","sampledValue":[
              {"value":"0","context":"Sample.Periodic","measurand":"Energy.Active.Import.Register","unit":"Wh"}]}]}
            """,
            "{}"),
        ["RemoteStartTransaction"] = ("""{"connectorId":1,"idTag":"044943121F1D80"}""", """{"status":"Accepted"}"""),
        ["RemoteStopTransaction"] = ("""{"transactionId":1}""", """{"status":"Accepted"}"""),
        ["Reset"] = ("""{"type":"Soft"}""", """{"status":"Accepted"}"""),
        ["StartTransaction"] = (
            """{"connectorId":1,"idTag":"044943121F1D80","meterStart":0,"timestamp":"$now"}""",
            """{"idTagInfo":{"status":"Accepted"},"transactionId":1}"""),
        ["StatusNotification"] = ("""{"connectorId":1,"errorCode":"NoError","status":"Available","timestamp":"$now"}""", "{}"),
        ["StopTransaction"] = (
            """{"idTag":"044943121F1D80","meterStop":0,"timestamp":"$now","transactionId":1,"reason":"Local"}""",
            """{"idTagInfo":{"status":"Accepted"}}"""),
        ["UnlockConnector"] = ("""{"connectorId":1}""", """{"status":"Unlocked"}"""),
        ["DiagnosticsStatusNotification"] = ("""{"status":"Idle"}""", "{}"),
        ["FirmwareStatusNotification"] = ("""{"status":"Idle"}""", "{}"),
        ["GetDiagnostics"] = ("""{"location":"ftp://files.example.org/diagnostics","retries":1,"retryInterval":60}""", "{}"),
        ["UpdateFirmware"] = ("""{"location":"https://files.example.org/firmware.bin","retrieveDate":"$now"}""", "{}"),
        ["GetLocalListVersion"] = ("{}", """{"listVersion":0}"""),
        ["SendLocalList"] = (
            """
            {"listVersion":1,"localAuthorizationList":[{"idTag":"044943121F1D80","idTagInfo":{"status":"Accepted"}}],"updateType":"Full"}
            """,
            """{"status":"Accepted"}"""),
        ["CancelReservation"] = ("""{"reservationId":1}""", """{"status":"Accepted"}"""),
        ["ReserveNow"] = (
            """{"connectorId":1,"expiryDate":"$later","idTag":"044943121F1D80","reservationId":1}""",
            """{"status":"Accepted"}"""),
        ["ClearChargingProfile"] = ("""{"id":1}""", """{"status":"Accepted"}"""),
        ["GetCompositeSchedule"] = (
            """{"connectorId":1,"duration":3600,"chargingRateUnit":"A"}""",
            $$"""{"status":"Accepted","connectorId":1,"scheduleStart":"$now","chargingSchedule":{{Schedule}}}"""),
        ["SetChargingProfile"] = ($$"""{"connectorId":1,"csChargingProfiles":{{Profile}}}""", """{"status":"Accepted"}"""),
        ["TriggerMessage"] = ("""{"requestedMessage":"Heartbeat"}""", """{"status":"Accepted"}"""),
    };

    /// <summary>A request of an action of OCPP 1.6.</summary>
    /// <param name="now">What stands in its moments; what is to come is an hour later.</param>
    public static JsonObject Request(string action, DateTimeOffset now) => Read(s_texts[action].Request, now);

    /// <summary>An answer to that request.</summary>
    public static JsonObject Response(string action, DateTimeOffset now) => Read(s_texts[action].Response, now);

    private static JsonObject Read(string text, DateTimeOffset now) => JsonNode.Parse(text
        .Replace("$now", SpecTime.Format(now), StringComparison.Ordinal)
        .Replace("$later", SpecTime.Format(now + TimeSpan.FromHours(1)), StringComparison.Ordinal))!.AsObject();
}
