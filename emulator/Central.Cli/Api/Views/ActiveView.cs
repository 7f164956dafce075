using System.Text.Json.Serialization;
using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>The sessions that run, in the names that users of <c>central.py</c> know.</summary>
internal sealed record ActiveView([property: JsonPropertyName("sessions")] IReadOnlyList<ActiveSessionView> Sessions)
{
    public static ActiveView Of(IEnumerable<SessionRecord> running) => new(
        [.. running.Select(session => new ActiveSessionView(session.Station, session.ConnectorId, session.IdToken, session.Id))]);
}
