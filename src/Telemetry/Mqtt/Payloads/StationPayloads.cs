using System.Text.Json.Serialization;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Statuses;

namespace ChargerFirmware.Telemetry.Mqtt.Payloads;

/// <summary>
/// What is published of the station. One more is a record here, its place in <see cref="All"/> and its line at <see cref="StationPayloadJson"/>.
/// </summary>
internal static class StationPayloads
{
    /// <summary>In the order of the table.</summary>
    public static IReadOnlyList<TopicPayload> All { get; } =
    [
        new TopicPayload<Info>("info", "what it is", "at the start", StationPayloadJson.Default.Info, sources => new Info(
            sources.Label.Vendor, sources.Label.Model, sources.Label.SerialNumber, sources.Label.FirmwareVersion, sources.Station.Connectors.Count)),

        new TopicPayload<StationState>(
            "status", "the station as OCPP's connector 0, and the names of what is wrong with it", TopicPayload.AtOnce,
            StationPayloadJson.Default.StationState, StationState.Of)
        {
            Trigger = PayloadTrigger.Report,
            Rank = 2,
            Entities = new() { ["status"] = new("Status") },
        },

        new TopicPayload<Link>(
            "link", "the way to the central system, and the transaction messages that wait for it", TopicPayload.AtOnce, StationPayloadJson.Default.Link,
            sources => new Link(sources.Backend.LinkState, sources.Backend.IsOperational, sources.Backend.QueueDepth, sources.Backend.DeadLetters))
        {
            Trigger = PayloadTrigger.Backend,
            Rank = 1,
            Entities = new()
            {
                ["state"] = new("Central system link", IsDiagnostic: true),
                ["operational"] = new("Central system", "connectivity", IsBinary: true, IsDiagnostic: true),
                ["queueDepth"] = new("Messages waiting", StateClass: "measurement", IsDiagnostic: true),
                ["deadLetters"] = new("Messages refused", StateClass: "measurement", IsDiagnostic: true),
            },
        },

        new TopicPayload<Firmware>(
            "firmware", "the version that runs, and how far an update is", TopicPayload.AtOnce, StationPayloadJson.Default.Firmware,
            sources => new Firmware(sources.Label.FirmwareVersion, sources.Station.Firmware.Status, sources.Station.Firmware.State))
        {
            Entities = new()
            {
                ["version"] = new("Firmware", IsDiagnostic: true),
                ["status"] = new("Firmware update", IsDiagnostic: true),
            },
        },

        new TopicPayload<Telemetry>(
            "telemetry", "events that wait for the broker, and those that were dropped for want of room", "each period",
            StationPayloadJson.Default.Telemetry, sources => new Telemetry(sources.Events.Count, sources.Events.Dropped))
        {
            Rank = 1,
            Entities = new() { ["eventsDropped"] = new("Events dropped", StateClass: "total_increasing", IsDiagnostic: true) },
        },
    ];

    internal sealed record Info(string Vendor, string Model, string? SerialNumber, string FirmwareVersion, int Connectors);

    internal sealed record StationState(
        ConnectorStatus? Status, ErrorCode? ErrorCode, string? VendorErrorCode, IReadOnlyList<string> Faults, bool Operative, DateTimeOffset? Since)
    {
        public static StationState Of(PayloadSources sources)
        {
            var station = sources.Station;
            var report = station.LastReport;
            return new StationState(
                report?.Status, report?.ErrorCode, report?.VendorErrorCode, [.. station.Faults.Active.Select(fault => fault.Name)], station.Operative,
                report is null ? null : station.Clock.At(report.Since));
        }
    }

    internal sealed record Link(string State, bool Operational, int QueueDepth, int DeadLetters);

    /// <param name="Status">In the words of OCPP.</param>
    /// <param name="Step">Where the update stands exactly.</param>
    internal sealed record Firmware(string Version, FirmwareUpdateStatus Status, FirmwareUpdateState Step);

    internal sealed record Telemetry(int EventsWaiting, long EventsDropped);
}

/// <summary>How they are written. Unknown is null and never left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, Converters = [typeof(UtcTime)],
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StationPayloads.Info))]
[JsonSerializable(typeof(StationPayloads.StationState))]
[JsonSerializable(typeof(StationPayloads.Link))]
[JsonSerializable(typeof(StationPayloads.Firmware))]
[JsonSerializable(typeof(StationPayloads.Telemetry))]
internal sealed partial class StationPayloadJson : JsonSerializerContext;
