using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Statuses;
using static ChargerFirmware.Telemetry.Metrics.InstrumentKind;
using static ChargerFirmware.Telemetry.Metrics.Sampling;

namespace ChargerFirmware.Telemetry.Metrics.Subjects;

/// <summary>How a connector is, and what is measured there. What is not known has no value.</summary>
internal static class ConnectorInstruments
{
    private static readonly string[] s_phases = ["L1", "L2", "L3"];
    private static readonly string[] s_statuses = Enum.GetNames<ConnectorStatus>();

    public static InstrumentGroup Group { get; } = new(
    [
        new("charger.connector.status", "", Gauge, "1 for the OCPP status that holds, 0 for all others; connector 0 is the station.", "connector", "status")
        {
            Sample = (station, values) =>
            {
                values.SetState(s_statuses, (station.Station.LastReport?.Status ?? ConnectorStatus.Available).ToString(), "0");
                foreach (var connector in station.Connectors)
                {
                    values.SetState(s_statuses, connector.Connector.Status.ToString(), connector.Label);
                }
            },
        },

        new("charger.connector.operative", "", Gauge, "0 while made inoperative by ChangeAvailability, or held for a firmware update.", "connector")
        {
            Sample = (station, values) =>
            {
                values.Set(station.Station.Operative, "0");
                foreach (var connector in station.Connectors)
                {
                    values.Set(connector.Connector.Operative, connector.Label);
                }
            },
        },

        new("charger.connector.plugged", "", Gauge, "1 while a cable or a vehicle is there.", "connector")
            { Sample = OfConnectors(connector => connector.Connector.IsPlugged) },
        new("charger.connector.contactor_closed", "", Gauge, "1 while the contactor's feedback says closed.", "connector")
            { Sample = OfConnectors(connector => connector.Connector.Devices.Contactor.IsClosed) },
        new("charger.connector.power", "W", Gauge, "Active power as the meter reads it.", "connector")
            { Sample = OfConnectors(connector => connector.Measured.Reading?.PowerW) },
        new(
            "charger.connector.current", "A", Gauge, "Current of a phase of the grid as the meter reads it; phase DC where there are none.",
            "connector", "phase")
            { Sample = OfPhases(phase => phase.CurrentA) },
        new(
            "charger.connector.voltage", "V", Gauge, "Voltage of a phase of the grid as the meter reads it; phase DC where there are none.",
            "connector", "phase")
            { Sample = OfPhases(phase => phase.VoltageV) },
        new("charger.connector.limit_current", "A", Gauge, "Limit in force: what outlet, cable, heat and charging profiles allow together.", "connector")
            { Sample = OfConnectors(connector => connector.Connector.Limit.MaxCurrentA) },
        new("charger.connector.limit_power", "W", Gauge, "Limit in force where power bounds as well.", "connector")
            { Sample = OfConnectors(connector => connector.Connector.Limit.MaxPowerW) },
        new("charger.connector.temperature", "Cel", Gauge, "Temperature of the outlet; of its meter where the outlet has no sensor.", "connector")
            { Sample = OfConnectors(connector => connector.Measured.TemperatureC) },
        new("charger.vehicle.state_of_charge", "1", Gauge, "How full the vehicle says its battery is, 0 to 1.", "connector")
            { Sample = OfConnectors(connector => connector.Measured.StateOfChargePercent / 100) },
    ]);

    private static Action<SampledStation, InstrumentValues> OfPhases(Func<PhaseValue, double> look) => (station, values) =>
    {
        foreach (var connector in station.Connectors)
        {
            foreach (var phase in connector.Measured.Phases)
            {
                values.Set(look(phase), connector.Label, phase.Phase is { } number ? s_phases[number] : "DC");
            }
        }
    };
}
