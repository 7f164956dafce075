using ChargerFirmware.Central.Cli.Api;

namespace ChargerFirmware.Tests.Unit.CentralCli.Api;

/// <summary>A request to each route that is answered with 200.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string> s_bodies = new()
    {
        ["POST /api/v1/stations/{id}/commands/{action}"] = """{"type":"Soft"}""",
        ["PUT /api/v1/id-tokens/{token}"] = """{"status":"Accepted"}""",
        ["PUT /api/v1/id-tokens"] = """{"others":"Accepted"}""",
        ["POST /api/v1/start"] = """{"cpid":"CP1","connectorId":2,"idTag":"ADA","vid":"car","kvMap":{"a":"b"}}""",
        ["POST /api/v1/stop"] = """{"cpid":"CP1","transactionId":2}""",
        ["POST /charge/stop"] = """{"cpid":"CP1","connectorId":1}""",
        ["POST /api/v1/unlock"] = """{"cpid":"CP1","connectorId":1}""",
        ["POST /api/v1/cancel-reservation"] = """{"cpid":"CP1","reservationId":1}""",
        ["POST /api/v1/availability"] = """{"cpid":"CP1","type":"Inoperative"}""",
        ["POST /api/v1/change-configuration"] = """{"cpid":"CP1","key":"HeartbeatInterval","value":"60"}""",
        ["POST /api/v1/trigger"] = """{"cpid":"CP1","requestedMessage":"Heartbeat"}""",
        ["POST /api/v1/data-transfer"] = """{"cpid":"CP1","vendorId":"V"}""",
    };

    /// <summary>The path with a station, a session, a token and an action in it.</summary>
    public static string PathOf(ApiRoute route, string station = "CP1") => route.Path
        .Replace("{id}", Uri.EscapeDataString(station), StringComparison.Ordinal)
        .Replace("{cp}", Uri.EscapeDataString(station), StringComparison.Ordinal)
        .Replace("{session}", "2", StringComparison.Ordinal)
        .Replace("{token}", "ada", StringComparison.Ordinal)
        .Replace("{action}", "Reset", StringComparison.Ordinal);

    public static string? BodyOf(ApiRoute route, string station = "CP1")
    {
        var plain = route.Parameters.Any(parameter => parameter.Name == "cpid") ? """{"cpid":"CP1"}""" : null;
        return s_bodies.GetValueOrDefault($"{route.Method} {route.Path}", plain!)?.Replace("\"CP1\"", $"\"{station}\"", StringComparison.Ordinal);
    }

    /// <summary>It names a station, in its path or its body.</summary>
    public static bool IsOfStation(ApiRoute route) =>
        route.Segments.Any(segment => segment is "id" or "cp") || route.Parameters.Any(parameter => parameter.Name == "cpid");
}
