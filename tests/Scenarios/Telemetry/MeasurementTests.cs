using System.Globalization;
using System.Text;
using System.Text.Json;
using ChargerFirmware.Bench.Views;
using ChargerFirmware.Telemetry;
using ChargerFirmware.Telemetry.Metrics.Adapters;

namespace ChargerFirmware.Tests.Scenarios.Telemetry;

/// <summary>MeterValues, MQTT, metrics and the bench's API show the same connector, and so they show the same.</summary>
public sealed class MeasurementTests
{
    private const string Everything = "Temperature,Voltage,Current.Import,Power.Active.Import,SoC,Energy.Active.Import.Register";

    private static readonly double?[] s_warm = [41.5, 41.5, 41.5, 41.5];
    private static readonly double?[] s_unknown = new double?[4];

    [Fact]
    public void A_phase_is_the_grids_wherever_it_is_shown() => MqttStory.Run(async story =>
    {
        // One phase, and the meter's first input lies on L2. Its two others measure L3 and L1, on which nothing flows.
        await story.RunAsync(
            $"set ConnectorPhaseRotation 1.STR\nset MeterValuesSampledData {Everything}\nconnector 1\nplug city\nswipe 04A1B2C3\n" +
            "expect status Charging within 20s\nwait 2m");
        var sampled = await SampledAsync(story, 1);
        var metrics = Metrics(story, 1);
        var flowing = story.Bench.Physical(1).Flow.CurrentA;

        Assert.InRange(flowing, 10, 32);
        Assert.Equal(flowing, sampled["Current.Import L2"]!.Value, 2);
        Assert.Equal(flowing, metrics["current_amperes L2"]!.Value, 2);
        Assert.Equal(flowing, Published(story, 1, "currentA")!.Value, 2);
        Assert.Equal(flowing, ConnectorView.Of(story.Bench, 1).CurrentA!.Value, 2);
        Assert.Equal(0, sampled["Current.Import L1"]);
        Assert.Equal(0, metrics["current_amperes L1"]);
        Assert.Equal(metrics["voltage_volts L1"]!.Value, sampled["Voltage L1-N"]!.Value, 1);
        Assert.Equal(sampled["Voltage L1-N"]!.Value, Published(story, 1, "voltageV")!.Value, 1);
        Assert.Equal(sampled["Voltage L1-N"]!.Value, ConnectorView.Of(story.Bench, 1).VoltageV!.Value, 1);
        Assert.Equal(sampled["Power.Active.Import"]!.Value, metrics["power_watts"]!.Value, 0);
        Assert.Equal(sampled["Power.Active.Import"]!.Value, Published(story, 1, "powerW")!.Value, 0);
        Assert.Equal(sampled["Power.Active.Import"]!.Value, ConnectorView.Of(story.Bench, 1).PowerW!.Value, 0);
    });

    [Fact]
    public void The_temperature_is_the_outlets_wherever_it_is_shown() => MqttStory.Run(async story =>
    {
        // The DC meter has one of its own, inside.
        await story.RunAsync($"set MeterValuesSampledData {Everything}");
        story.Bench.Physical(2).Meter.TemperatureC = 30;
        story.Bench.Physical(2).Outlet.Temperature.ForcedC = 41.5;
        await story.RunAsync("wait 70s");
        Assert.Equal(s_warm, await TemperaturesAsync(story, 2));

        // Lost is not known: neither its last value is shown nor that of another place.
        story.Bench.Board.Line("sensors").IsSilent = true;
        await story.RunAsync("wait 70s");
        Assert.Equal(s_unknown, await TemperaturesAsync(story, 2));

        story.Bench.Board.Line("sensors").IsSilent = false;
        await story.RunAsync("wait 70s");
        Assert.Equal(s_warm, await TemperaturesAsync(story, 2));
    });

    [Fact]
    public void The_vehicles_charge_is_what_it_says_wherever_it_is_shown() => MqttStory.Run(async story =>
    {
        await story.RunAsync(
            $"set MeterValuesSampledData {Everything}\nconnector 2\nplug compact soc 30\nswipe 04A1B2C4\nexpect status Charging within 60s\nwait 5m");
        var sampled = await SampledAsync(story, 2);
        var percent = ConnectorView.Of(story.Bench, 2).SocPercent!.Value;

        Assert.InRange(percent, 31, 60);
        Assert.Equal(percent, 100 * Metrics(story, 2)["state_of_charge_ratio"]!.Value, 6);

        // A vehicle says whole percents; these two were looked at some seconds ago.
        Assert.InRange(sampled["SoC"]!.Value, percent - 1, percent);
        Assert.InRange(Published(story, 2, "socPercent")!.Value, percent - 1, percent);
    });

    [Fact]
    public void Of_a_lost_meter_nothing_is_shown_anywhere() => MqttStory.Run(async story =>
    {
        await story.RunAsync(
            $"set MeterValuesSampledData {Everything}\nconnector 1\nplug\nswipe 04A1B2C3\nexpect status Charging within 20s\nwait 1m\n" +
            "fault 1 meter-silent\nwait 70s");
        var sampled = await SampledAsync(story, 1);
        var metrics = Metrics(story, 1);
        var view = ConnectorView.Of(story.Bench, 1);

        // The outlet's own sensor still answers.
        Assert.Equal(["Temperature"], sampled.Keys);
        Assert.Equal(["temperature_celsius"], metrics.Keys);
        Assert.All(["powerW", "energyWh", "voltageV", "currentA"], field => Assert.Null(Published(story, 1, field)));
        Assert.Equal((null, null, null), (view.PowerW, view.VoltageV, view.CurrentA));
        Assert.NotNull(view.TemperatureC);
    });

    private static async Task<double?[]> TemperaturesAsync(MqttStory story, int connector) =>
    [
        (await SampledAsync(story, connector)).GetValueOrDefault("Temperature"),
        Published(story, connector, "temperatureC"),
        Metrics(story, connector).GetValueOrDefault("temperature_celsius"),
        ConnectorView.Of(story.Bench, connector).TemperatureC,
    ];

    /// <summary>What a MeterValues says that is asked for now: by measurand and phase.</summary>
    private static async Task<IReadOnlyDictionary<string, double?>> SampledAsync(MqttStory story, int connector)
    {
        await story.RunAsync($"trigger MeterValues {connector}\nwait 5s");
        var line = story.Bench.Transcript.Lines.Last(line =>
            line.Contains("-> MeterValues.req", StringComparison.Ordinal) && line.Contains("\"Trigger\"", StringComparison.Ordinal));
        return JsonElement.Parse(line[line.IndexOf('{', StringComparison.Ordinal)..]).GetProperty("meterValue")[0].GetProperty("sampledValue").EnumerateArray()
            .ToDictionary(
                value => value.Text("measurand") + (value.TryGetProperty("phase", out var phase) ? $" {phase.GetString()}" : ""),
                value => (double?)double.Parse(value.Text("value")!, CultureInfo.InvariantCulture));
    }

    private static double? Published(MqttStory story, int connector, string field) =>
        story.Retained($"connector/{connector}/measurement").TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : null;

    /// <summary>What is measured by the metrics' names; a phase behind it.</summary>
    private static Dictionary<string, double?> Metrics(MqttStory story, int connector)
    {
        using var monitor = new StationMonitor(story.Bench.Loop, "EMU-0001");
        using var collector = new PrometheusCollector(monitor.Meter);
        monitor.Attach(story.Bench.Composed!.Sources);
        monitor.Sample();
        var text = Encoding.UTF8.GetString(collector.Collect().Span);
        monitor.Detach();
        var found = new Dictionary<string, double?>();
        foreach (var line in text.Split('\n').Where(line => line.Contains($"connector=\"{connector}\"", StringComparison.Ordinal)))
        {
            var name = line.Split('{')[0].Replace("charger_connector_", "", StringComparison.Ordinal).Replace("charger_vehicle_", "", StringComparison.Ordinal);
            if (name is "current_amperes" or "voltage_volts" or "power_watts" or "temperature_celsius" or "state_of_charge_ratio")
            {
                var phase = line.Split("phase=\"") is [_, var rest] ? $" {rest[..2]}" : "";
                found[name + phase] = double.Parse(line[(line.IndexOf("} ", StringComparison.Ordinal) + 2)..], CultureInfo.InvariantCulture);
            }
        }

        return found;
    }
}
