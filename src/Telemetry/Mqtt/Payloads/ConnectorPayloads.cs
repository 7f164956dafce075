using System.Text.Json.Serialization;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Profiles;
using ChargerFirmware.Station.SmartCharging;
using ChargerFirmware.Station.Statuses;

namespace ChargerFirmware.Telemetry.Mqtt.Payloads;

/// <summary>
/// What is published of each connector. One more is a record here, its place in <see cref="All"/> and its line at <see cref="ConnectorPayloadJson"/>.
/// </summary>
internal static class ConnectorPayloads
{
    public static TopicPayload OfStatus { get; } = new TopicPayload<ConnectorState>(
        "status", "its OCPP status, and the names of what is wrong with it", TopicPayload.AtOnce,
        ConnectorPayloadJson.Default.ConnectorState, ConnectorState.Of)
    {
        Trigger = PayloadTrigger.Report,
        Entities = new()
        {
            ["status"] = new("status"),
            ["errorCode"] = new("error", IsDiagnostic: true),
            ["plugged"] = new("plug", "plug", IsBinary: true),
        },
    };

    public static TopicPayload OfOrders { get; } = new TopicPayload<Orders>(
        "orders", "what an operator has set", TopicPayload.AtOnce, ConnectorPayloadJson.Default.Orders, Orders.Of)
    {
        Rank = 1,
        Entities = new() { ["paused"] = new("paused", IsBinary: true) },
    };

    /// <summary>In the order of the table.</summary>
    public static IReadOnlyList<TopicPayload> All { get; } =
    [
        OfStatus,

        new TopicPayload<Measurement>(
            "measurement", "the meter (current: the highest phase), the vehicle, and the limit in force",
            "each period (5 s) when beyond its dead band; what differs at all, within a minute", ConnectorPayloadJson.Default.Measurement, Measurement.Of)
        {
            Trigger = PayloadTrigger.Period,
            Rank = 2,
            AtLeastOnce = false,
            Bands = Measurement.IsNear,
            Entities = new()
            {
                ["powerW"] = new("power", "power", "measurement"),
                ["energyWh"] = new("energy", "energy", "total_increasing"),
                ["voltageV"] = new("voltage", "voltage", "measurement"),
                ["currentA"] = new("current", "current", "measurement"),
                ["socPercent"] = new("vehicle charge", "battery", "measurement"),
                ["temperatureC"] = new("temperature", "temperature", "measurement"),
                ["limitA"] = new("limit", "current", "measurement"),
                ["limitW"] = new("power limit", "power", "measurement"),
            },
        },

        OfOrders,

        new TopicPayload<RunningTransaction>(
            "transaction", "the running transaction and its progress; all null without one", "at once; its progress each period",
            ConnectorPayloadJson.Default.RunningTransaction, RunningTransaction.Of)
        {
            Trigger = PayloadTrigger.Report,
            AtLeastOnce = false,
            Entities = new() { ["energyWh"] = new("session energy", "energy", "total_increasing") },
        },
    ];

    internal sealed record ConnectorState(
        ConnectorStatus Status, ErrorCode ErrorCode, string? VendorErrorCode, string? Info, IReadOnlyList<string> Faults, bool Operative, bool Plugged,
        DateTimeOffset Since)
    {
        /// <summary>Until the plug has been read there is none.</summary>
        public static ConnectorState? Of(PayloadSources sources, Connector connector) => connector.LastReport is not { } report
            ? null
            : new ConnectorState(
                report.Status, report.ErrorCode, report.VendorErrorCode, report.Info, [.. connector.Faults.Active.Select(fault => fault.Name)],
                connector.Operative, connector.IsPlugged, sources.Station.Clock.At(report.Since));
    }

    /// <summary>What is measured, in the units of the names; null is what is not known: of a meter that is silent, nothing.</summary>
    /// <param name="EnergyWh">The meter's import register.</param>
    /// <param name="CurrentA">Of the phase with the highest.</param>
    /// <param name="LimitA">The limit in force; AC a phase, DC at the output.</param>
    internal sealed record Measurement(
        double? PowerW, long? EnergyWh, double? VoltageV, double? CurrentA, double? SocPercent, double? TemperatureC, double? LimitA, double? LimitW)
    {
        private const double PowerBandW = 25, EnergyBandWh = 10, VoltageBandV = 1, CurrentBandA = 0.1, SocBandPercent = 1, TemperatureBandC = 0.5;

        public static Measurement Of(PayloadSources sources, Connector connector)
        {
            var measured = connector.Known();
            var limit = connector.Limit;
            return new Measurement(
                Round(measured.Reading?.PowerW, 0),
                measured.Reading?.EnergyImportWh,
                Round(measured.VoltageV, 1),
                Round(measured.Reading?.CurrentA, 2),
                Round(measured.StateOfChargePercent, 0),
                Round(measured.TemperatureC, 1),
                Round(limit.MaxCurrentA, 1),
                Round(limit.MaxPowerW, 0));
        }

        /// <summary>A limit has no dead band, nor has what comes or goes.</summary>
        public static bool IsNear(Measurement now, Measurement published) =>
            IsNear(now.PowerW, published.PowerW, PowerBandW) && IsNear(now.EnergyWh, published.EnergyWh, EnergyBandWh) &&
            IsNear(now.VoltageV, published.VoltageV, VoltageBandV) && IsNear(now.CurrentA, published.CurrentA, CurrentBandA) &&
            IsNear(now.SocPercent, published.SocPercent, SocBandPercent) && IsNear(now.TemperatureC, published.TemperatureC, TemperatureBandC) &&
            now.LimitA == published.LimitA && now.LimitW == published.LimitW;

        private static bool IsNear(double? now, double? published, double band) =>
            now is null == published is null && Math.Abs((now ?? 0) - (published ?? 0)) < band;

        private static double? Round(double? value, int decimals) => value is { } known ? Math.Round(known, decimals) : null;
    }

    /// <summary>In the unit in which the operator has given it.</summary>
    internal sealed record Orders(decimal? LimitA, decimal? LimitW, bool Paused)
    {
        public static Orders Of(PayloadSources sources, Connector connector)
        {
            var order = sources.Station.Operator.OrderAt(connector.Id);
            return new Orders(In(order, ChargingRateUnit.A), In(order, ChargingRateUnit.W), order.IsPaused);
        }

        private static decimal? In(OperatorOrder order, ChargingRateUnit unit) => order.Limit is { } limit && limit.Unit == unit ? limit.Value : null;
    }

    /// <summary>All null where none runs.</summary>
    internal sealed record RunningTransaction(long? Transaction, long? OcppTransactionId, DateTimeOffset? StartedAt, long? EnergyWh, long? DurationSeconds)
    {
        private static readonly RunningTransaction s_none = new(null, null, null, null, null);

        public static RunningTransaction Of(PayloadSources sources, Connector connector) => connector.Transaction is not { } running
            ? s_none
            : new RunningTransaction(
                running.Key, running.CentralSystemId, running.StartedAt, running.MeterLastWh - running.MeterStartWh,
                Math.Max(0, (long)running.Elapsed.TotalSeconds));
    }
}

/// <summary>How they are written. Unknown is null and never left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, Converters = [typeof(UtcTime)],
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ConnectorPayloads.ConnectorState))]
[JsonSerializable(typeof(ConnectorPayloads.Measurement))]
[JsonSerializable(typeof(ConnectorPayloads.Orders))]
[JsonSerializable(typeof(ConnectorPayloads.RunningTransaction))]
internal sealed partial class ConnectorPayloadJson : JsonSerializerContext;
