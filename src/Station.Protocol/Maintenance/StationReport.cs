using System.Text;
using System.Text.Json;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Protocol.Configuration;
using ChargerFirmware.Station.Protocol.Link;

namespace ChargerFirmware.Station.Protocol.Maintenance;

/// <summary>What is true of the station now: versions, link, connectors, faults, and the configuration without secrets.</summary>
public sealed class StationReport(ChargingStation station, CentralSystemLink link, ConfigurationTable configuration, StationIdentity identity)
    : IDiagnosticsSource
{
    private static readonly JsonWriterOptions s_indented = new() { Indented = true };

    public IEnumerable<DiagnosticsEntry> Collect(DiagnosticsWindow window) =>
    [
        new("station.json", Write(WriteStation)),
        new("configuration.json", Write(WriteConfiguration)),
    ];

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, s_indented))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private void WriteStation(Utf8JsonWriter writer)
    {
        writer.WriteString("time", station.Clock.UtcNow);
        writer.WriteString("vendor", identity.Vendor);
        writer.WriteString("model", identity.Model);
        writer.WriteString("serialNumber", identity.SerialNumber);
        writer.WriteString("firmwareVersion", identity.FirmwareVersion);
        writer.WriteString("runtime", $".NET {Environment.Version}");
        writer.WriteString("link", link.State.ToString());
        writer.WriteString("firmwareUpdate", station.Firmware.State.ToString());
        WriteFaults(writer, station.Faults);
        writer.WriteStartArray("connectors");
        foreach (var connector in station.Connectors)
        {
            WriteConnector(writer, connector);
        }

        writer.WriteEndArray();
    }

    private static void WriteConnector(Utf8JsonWriter writer, Connector connector)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", connector.Id);
        writer.WriteString("status", connector.Status.ToString());
        writer.WriteString("plug", connector.Devices.Plug.Plug.ToString());
        writer.WriteString("contactor", connector.Devices.Contactor.State.ToString());
        writer.WriteString("lock", connector.Devices.Lock?.State.ToString());
        if (connector.Known().Reading is { } reading)
        {
            writer.WriteNumber("energyImportWh", reading.EnergyImportWh);
        }

        if (connector.Transaction is { } transaction)
        {
            writer.WriteStartObject("transaction");
            writer.WriteString("startedAt", transaction.StartedAt);
            writer.WriteNumber("meterStartWh", transaction.MeterStartWh);
            writer.WriteNumber("meterLastWh", transaction.MeterLastWh);
            writer.WriteEndObject();
        }

        WriteFaults(writer, connector.Faults);
        writer.WriteEndObject();
    }

    private static void WriteFaults(Utf8JsonWriter writer, FaultSet faults)
    {
        WriteFaults(writer, "faults", faults);

        // The former name, for one release.
        WriteFaults(writer, "causes", faults);
    }

    private static void WriteFaults(Utf8JsonWriter writer, string name, FaultSet faults)
    {
        writer.WriteStartArray(name);
        foreach (var fault in KnownFaults.All.Where(faults.Contains))
        {
            writer.WriteStringValue(fault.Name);
        }

        writer.WriteEndArray();
    }

    private void WriteConfiguration(Utf8JsonWriter writer)
    {
        foreach (var key in configuration.All)
        {
            writer.WriteString(key.Name, SafeText.IsSecret(key.Name) ? "***" : SafeText.Of(configuration.Read(key) ?? ""));
        }
    }
}
