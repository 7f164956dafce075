using System.Text;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>A frame no station should act on.</summary>
/// <param name="Name">For the test's own name.</param>
/// <param name="Code">The CALLERROR that answers it, in 1.6's spelling; null where there is nobody to answer.</param>
public sealed record MalformedCall(string Name, byte[] Frame, string? Code)
{
    private const string NotImplemented = "NotImplemented";
    private const string NotSupported = "NotSupported";
    private const string Formation = "FormationViolation";
    private const string Occurence = "OccurenceConstraintViolation";
    private const string Type = "TypeConstraintViolation";
    private const string Property = "PropertyConstraintViolation";
    private const string Protocol = "ProtocolError";

    /// <summary>The id of every call here that has one to answer to.</summary>
    public const string Id = "malformed";

    public static IReadOnlyList<MalformedCall> All { get; } =
    [
        .. Actions(), .. Shapes(), .. Resets(), .. Values(), .. Texts(), .. Unanswerable(),
    ];

    public override string ToString() => Name;

    private static MalformedCall Call(string? code, string action, string payload) =>
        new($"{action} {payload}", Utf8($"[2,\"{Id}\",\"{action}\",{payload}]"), code);

    private static MalformedCall Text(string? code, string text) => new(text, Utf8(text), code);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static IEnumerable<MalformedCall> Actions() =>
    [
        Call(NotImplemented, "Frobnicate", "{}"),
        Call(NotImplemented, "reset", """{"type":"Hard"}"""),
        Call(NotImplemented, "Reset ", """{"type":"Hard"}"""),
        Call(NotImplemented, "Reset\\u0000", """{"type":"Hard"}"""),
        Call(NotImplemented, "Réset", """{"type":"Hard"}"""),
        Call(NotSupported, "Authorize", """{"idTag":"04A1B2C3"}"""),
        Call(NotSupported, "Heartbeat", "{}"),
        Call(NotSupported, "StopTransaction", """{"transactionId":1,"meterStop":0,"timestamp":"2026-01-05T08:00:00Z"}"""),
    ];

    private static IEnumerable<MalformedCall> Shapes() =>
    [
        Text(Formation, $"[2,\"{Id}\"]"),
        Text(Formation, $"[2,\"{Id}\",\"Reset\"]"),
        Text(Formation, $"[2,\"{Id}\",{{\"type\":\"Hard\"}}]"),
        Text(Formation, $"[2,\"{Id}\",null,{{\"type\":\"Hard\"}}]"),
        Text(Formation, $"[2,\"{Id}\",\"\",{{\"type\":\"Hard\"}}]"),
        Text(Formation, $"[2,\"{Id}\",[\"Reset\"],{{\"type\":\"Hard\"}}]"),
        Text(Formation, $"[2,\"{Id}\",\"Reset\",{{\"type\":\"Hard\"}},{{}}]"),
        Text(Formation, $"[2,\"{Id}\",\"Reset\",{{\"type\":\"Hard\"}},null]"),
        Text(Formation, $"[2,\"{Id}\",\"Reset\",{{\"type\":\"Hard\"}}"),
        Text(Formation, $"[2,\"{Id}\",\"Reset\",{{\"type\":\"Hard\"}}]]"),
        Text(Formation, $"[2,\"{Id}\",\"Reset\",{{\"type\":\"Hard\"}}] trailing"),
        Text(Formation, $"[2,\"{Id}\",\"Reset\",{{\"type\":\"Hard\"}}][2,\"{Id}\",\"Reset\",{{\"type\":\"Hard\"}}]"),
        Text(Formation, $"[2,\"{Id}\",\"Reset\",{{\"type\":\"Hard\",}}]"),
        Text(Formation, $"[2,\"{Id}\",\"Reset\",{{'type':'Hard'}}]"),
        Text(Formation, $"[2,\"{Id}\",\"Reset\",{{type:\"Hard\"}}]"),
        Text(Formation, $"[2,\"{Id}\",\"Reset\",{{\"type\":\"Hard\"}}/**/]"),
        Text(Formation, $"[\"2\",\"{Id}\",\"Reset\",{{\"type\":\"Hard\"}}]"),
        Text(Formation, $"[2.0,\"{Id}\",\"Reset\",{{\"type\":\"Hard\"}}]"),
        Text(Protocol, "[2]"),
        Text(Protocol, """[2,null,"Reset",{"type":"Hard"}]"""),
        Text(Protocol, """[2,true,"Reset",{"type":"Hard"}]"""),
        Text(Protocol, """[2,["1"],"Reset",{"type":"Hard"}]"""),
        Text(Protocol, """[2,"\ud800","Reset",{"type":"Hard"}]"""),
        Text(Formation, """[2,7,"Reset",[]]"""),
        Text(Formation, "\ufeff[2,7,\"Reset\",[]]") with { Name = "a byte order mark" },
        Text(Protocol, $"[2,{new string('7', 37)},\"Reset\",{{\"type\":\"Hard\"}}]") with { Name = "a number of 37 digits as id" },
        new("a frame longer than 1 MiB", [.. Filled($"[2,\"{Id}\",\"Reset\",{{\"type\":\"Hard\"}}", "]", ' '), (byte)' '], Formation),
        Text(Protocol, $"[2,\"{new string('7', 37)}\",\"Reset\",{{\"type\":\"Hard\"}}]"),
        Text(Protocol, $"[2,\"{new string('é', 4000)}\",\"Reset\",{{\"type\":\"Hard\"}}]") with { Name = "an id of 4000 characters" },
    ];

    private static IEnumerable<MalformedCall> Resets() =>
    [
        Call(Occurence, "Reset", "{}"),
        Call(Formation, "Reset", "null"),
        Call(Formation, "ClearCache", "null"),
        Call(Formation, "Reset", "[]"),
        Call(Formation, "Reset", """["Hard"]"""),
        Call(Formation, "Reset", "\"Hard\""),
        Call(Formation, "Reset", "0"),
        Call(Formation, "Reset", "true"),
        Call(Formation, "Reset", """{"Type":"Hard"}"""),
        Call(Formation, "Reset", """{"type":"Hard","force":true}"""),
        Call(Formation, "Reset", """{"type":"Hard","type":"Hard"}"""),
        Call(Formation, "Reset", """{"type":"Lukewarm","type":"Hard"}"""),
        Call(Formation, "Reset", """{"type":"Hard","typ\u0065":"Hard"}"""),
        Call(Property, "Reset", """{"type":"Lukewarm"}"""),
        Call(Property, "Reset", """{"type":"hard"}"""),
        Call(Property, "Reset", """{"type":"HARD"}"""),
        Call(Property, "Reset", """{"type":" Hard"}"""),
        Call(Property, "Reset", """{"type":"Hard,Soft"}"""),
        Call(Property, "Reset", """{"type":""}"""),
        Call(Property, "Reset", """{"type":"0"}"""),
        Call(Property, "Reset", """{"type":"Hard\u0000"}"""),
        Call(Type, "Reset", """{"type":0}"""),
        Call(Type, "Reset", """{"type":null}"""),
        Call(Type, "Reset", """{"type":true}"""),
        Call(Type, "Reset", """{"type":["Hard"]}"""),
        Call(Type, "Reset", """{"type":{"type":"Hard"}}"""),
    ];

    private static IEnumerable<MalformedCall> Values() =>
    [
        Call(Occurence, "ChangeConfiguration", """{"key":"HeartbeatInterval"}"""),
        Call(Occurence, "ChangeConfiguration", """{"value":"60"}"""),
        Call(Type, "ChangeConfiguration", """{"key":"HeartbeatInterval","value":60}"""),
        Call(Type, "ChangeConfiguration", """{"key":"HeartbeatInterval","value":true}"""),
        Call(Type, "ChangeConfiguration", """{"key":"HeartbeatInterval","value":null}"""),
        Call(Type, "ChangeConfiguration", """{"key":"HeartbeatInterval","value":["60"]}"""),
        Call(Type, "ChangeConfiguration", """{"key":7,"value":"60"}"""),
        Call(Type, "ChangeConfiguration", $$"""{"key":"{{new string('k', 51)}}","value":"60"}"""),
        Call(Type, "ChangeConfiguration", $$"""{"key":"HeartbeatInterval","value":"{{new string('0', 501)}}"}""") with { Name = "a value of 501 characters" },
        Call(Formation, "ChangeConfiguration", """{"key":"HeartbeatInterval","value":"60","reboot":true}"""),
        Call(Type, "GetConfiguration", """{"key":"HeartbeatInterval"}"""),
        Call(Type, "GetConfiguration", """{"key":[7]}"""),
        Call(Type, "GetConfiguration", """{"key":[null]}"""),
        Call(Type, "GetConfiguration", $$"""{"key":["{{new string('k', 51)}}"]}"""),
        Call(Occurence, "RemoteStartTransaction", """{"connectorId":2}"""),
        Call(Type, "RemoteStartTransaction", """{"connectorId":2,"idTag":"123456789012345678901"}"""),
        Call(Type, "RemoteStartTransaction", """{"connectorId":2,"idTag":42}"""),
        Call(Type, "RemoteStartTransaction", """{"connectorId":"2","idTag":"04A1B2C3"}"""),
        Call(Type, "RemoteStartTransaction", """{"connectorId":2.5,"idTag":"04A1B2C3"}"""),
        Call(Type, "RemoteStartTransaction", """{"connectorId":2147483648,"idTag":"04A1B2C3"}"""),
        Call(Type, "RemoteStartTransaction", """{"connectorId":1e99,"idTag":"04A1B2C3"}"""),
        Call(Formation, "RemoteStartTransaction", """{"connectorId":2,"idTag":"04A1B2C3","now":true}"""),
        Call(Type, "RemoteStartTransaction", """{"connectorId":2,"idTag":"04A1B2C3","chargingProfile":[]}"""),
        Call(Occurence, "RemoteStartTransaction", """{"connectorId":2,"idTag":"04A1B2C3","chargingProfile":{}}"""),
        Call(Occurence, "RemoteStopTransaction", "{}"),
        Call(Property, "SendLocalList", """{"listVersion":0,"updateType":"Full"}"""),
        Call(Property, "SendLocalList", """{"listVersion":1,"updateType":"Partial"}"""),
        Call(Type, "SendLocalList", """{"listVersion":1,"updateType":"Full","localAuthorizationList":[null]}"""),
        Call(Property, "ReserveNow", """{"connectorId":-1,"expiryDate":"2030-01-01T00:00:00Z","idTag":"04A1B2C3","reservationId":1}"""),
        Call(Occurence, "ReserveNow", """{"connectorId":1,"idTag":"04A1B2C3","reservationId":1}"""),
        Call(Occurence, "CancelReservation", "{}"),
        Call(Type, "RemoteStopTransaction", """{"transactionId":"1"}"""),
        Call(Type, "RemoteStopTransaction", """{"transactionId":1.5}"""),
        Call(Occurence, "TriggerMessage", "{}"),
        Call(Property, "TriggerMessage", """{"requestedMessage":"Heartbeats"}"""),
        Call(Type, "TriggerMessage", """{"requestedMessage":"Heartbeat","connectorId":"1"}"""),
    ];

    private static IEnumerable<MalformedCall> Texts() =>
    [
        new("20,000 nested lists as a member", Utf8($"[2,\"{Id}\",\"Reset\",{{\"type\":{Nested(20_000)}}}]"), Formation),
        new("20,000 nested lists as an unknown member", Utf8($"[2,\"{Id}\",\"Reset\",{{\"type\":\"Hard\",\"x\":{Nested(20_000)}}}]"), Formation),
        new("20,000 nested lists as payload", Utf8($"[2,\"{Id}\",\"Reset\",{Nested(20_000)}]"), Formation),
        new("20,000 nested lists as action", Utf8($"[2,\"{Id}\",{Nested(20_000)},{{\"type\":\"Hard\"}}]"), Formation),
        new("a frame of 1 MiB in one member's name", Filled($"[2,\"{Id}\",\"Reset\",{{\"", "\":1}]"), Formation),
        new("a frame of 1 MiB in one value", Filled($"[2,\"{Id}\",\"ChangeConfiguration\",{{\"key\":\"HeartbeatInterval\",\"value\":\"", "\"}]"), Type),
        new("a frame of 1 MiB in the action", Filled($"[2,\"{Id}\",\"", "\",{}]"), NotImplemented),
        new("bytes that are no UTF-8", Spoilt($"[2,\"{Id}\",\"RemoteStartTransaction\",{{\"connectorId\":2,\"idTag\":\"?\"}}]"), Formation),
        Call(Type, "RemoteStartTransaction", """{"connectorId":2,"idTag":"\ud83d"}"""),
        Call(Formation, "RemoteStartTransaction", """{"connectorId":2,"idTag":"04A1B2C3","\ud83d":1}"""),
        Call(Property, "Reset", """{"type":"\udc00"}"""),
    ];

    private static IEnumerable<MalformedCall> Unanswerable() =>
    [
        Text(null, ""),
        Text(null, " "),
        Text(null, "hello"),
        Text(null, "null"),
        Text(null, "{}"),
        Text(null, "[]"),
        Text(null, """[9,"malformed","Reset",{"type":"Hard"}]"""),
        Text(null, """[-2,"malformed","Reset",{"type":"Hard"}]"""),
        Text(null, """[2.5,"malformed","Reset",{"type":"Hard"}]"""),
        Text(null, """[[2,"malformed","Reset",{"type":"Hard"}]]"""),
        Text(null, """[3]"""),
        Text(null, """[3,"malformed"]"""),
        Text(null, """[3,"malformed",{}]"""),
        Text(null, """[3,"malformed",{"status":"Accepted"}]"""),
        Text(null, """[4]"""),
        Text(null, """[4,"malformed"]"""),
        Text(null, """[4,"malformed","InternalError","",{}]"""),
        new("UTF-16", Encoding.Unicode.GetBytes($"[2,\"{Id}\",\"Reset\",{{\"type\":\"Hard\"}}]"), null),
        new("zero bytes", new byte[64], null),
        new("20,000 nested lists", Utf8(Nested(20_000)), null),
    ];

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    /// <summary>A frame exactly as long as a frame may be.</summary>
    private static byte[] Filled(string before, string after, char filling = 'x') =>
        Utf8(before + new string(filling, Ocpp.Frames.Frame.MaxLengthBytes - before.Length - after.Length) + after);

    private static byte[] Spoilt(string text)
    {
        var frame = Utf8(text);
        frame[Array.IndexOf(frame, (byte)'?')] = 0xE9;
        return frame;
    }
}
