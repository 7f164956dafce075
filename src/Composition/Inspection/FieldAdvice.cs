using System.Globalization;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Hardware.Modbus.Controllers;
using ChargerFirmware.Hardware.Modbus.Outputs;

namespace ChargerFirmware.Composition.Inspection;

/// <summary>What works on a bench and should not go out into a street unseen.</summary>
internal sealed class FieldAdvice
{
    private readonly PlannedParts _parts;
    private readonly Findings _findings;

    private FieldAdvice(PlannedParts parts, Findings findings)
    {
        _parts = parts;
        _findings = findings;
    }

    /// <param name="parts">Of a board without problems.</param>
    public static void Run(PlannedParts parts, Findings findings)
    {
        var advice = new FieldAdvice(parts, findings);
        advice.LookAtStation(parts.Board.Station);
        for (var index = 0; index < parts.Board.Connectors.Count; index++)
        {
            advice.LookAtConnector(parts.Board.Connectors[index], $"$.connectors[{index}]");
        }

        advice.LookForIdleParts();
    }

    private void LookAtStation(StationRoles roles)
    {
        if (roles.EnableLine is null)
        {
            _findings.Warn(
                "$.station.enableLine",
                "missing: for the bench only. Linux keeps a pin's level when a process dies, so a contactor would stay closed with nothing to open it");
        }

        LookAtContact(roles.EmergencyStop, "$.station.emergencyStop");
        LookAtContact(roles.Door, "$.station.door");
        LookAtContact(roles.Mains, "$.station.mains");
    }

    private void LookAtContact(string? name, string path)
    {
        if (OptionsOf(name) is GpioContactOptions { NormallyClosed: false })
        {
            _findings.Warn(path, $"'{name}' is not normallyClosed: a broken wire looks as if all were well");
        }
    }

    private void LookAtConnector(ConnectorRoles roles, string path)
    {
        if (OptionsOf(roles.Contactor) is GpioRelayOptions { FeedbackPin: null })
        {
            _findings.Warn($"{path}.contactor", $"'{roles.Contactor}' has no feedbackPin: a contactor that fails to close or welds goes unnoticed");
        }

        LookAtBusContactor(roles, $"{path}.contactor");
        LookAtContact(roles.ResidualCurrent, $"{path}.residualCurrent");
        LookAtContact(roles.Insulation, $"{path}.insulation");
        LookAtContact(roles.Earth, $"{path}.earth");
        if (roles is { Cable: CableKind.Socket, Lock: null })
        {
            _findings.Warn($"{path}.lock", "missing: the cable can be pulled from this socket under load; a Type 2 socket (IEC 62196-2) has a lock");
        }

        if (roles is { Cable: CableKind.Socket, Current: CurrentKind.Dc })
        {
            _findings.Warn($"{path}.cable", "a DC connector has a fixed cable (IEC 61851-23, case C)");
        }

        if (roles.Reader is null && _parts.Board.Station.Reader is null)
        {
            _findings.Warn($"{path}.reader", "missing, and the station has none either: only the central system can start a session");
        }

        if (OptionsOf(roles.Controller) is SimpleEvseOptions controller)
        {
            LookAtController(roles, controller, path);
        }
    }

    private void LookAtBusContactor(ConnectorRoles roles, string path)
    {
        switch (OptionsOf(roles.Contactor))
        {
            case ModbusRelayOptions { HasContact: false }:
                _findings.Warn(path, $"'{roles.Contactor}' reads back its own output: a contactor that fails to close or welds goes unnoticed");
                break;
            case ModbusRelayOptions { TimeoutMs: null }:
                _findings.Warn(path, $"'{roles.Contactor}' has no timeoutMs: on a lost line nothing opens it");
                break;
        }
    }

    private void LookAtController(ConnectorRoles roles, SimpleEvseOptions controller, string path)
    {
        var device = _parts.Devices[roles.Controller].Part.Path;
        if (roles.Cable == CableKind.Socket && !controller.Proximity)
        {
            _findings.Warn($"{device}.proximity", "false for a socket: a thin cable is offered more current than its resistor allows");
        }

        if (controller.MaxCurrentA < roles.MaxCurrentA)
        {
            _findings.Warn(
                $"{device}.maxCurrentA",
                string.Create(CultureInfo.InvariantCulture, $"{controller.MaxCurrentA}, so {path}.maxCurrentA of {roles.MaxCurrentA} is never reached"));
        }

        if (controller.Phases != roles.Phases)
        {
            _findings.Warn(
                $"{device}.phases",
                string.Create(CultureInfo.InvariantCulture, $"{controller.Phases}, but {path}.phases is {roles.Phases}: limits in W come out wrong"));
        }
    }

    private void LookForIdleParts()
    {
        var station = _parts.Board.Station;
        var played = _parts.Board.Connectors
            .SelectMany(roles => new[]
            {
                roles.Contactor, roles.Upstream, roles.Lock, roles.Meter, roles.Controller, roles.Plug, roles.Reader, roles.Temperature,
                roles.ResidualCurrent, roles.ResidualCurrentMonitor, roles.Insulation, roles.Earth,
            })
            .Concat([station.Reader, station.EmergencyStop, station.Door, station.Mains, station.Signal, station.EnableLine])
            .ToHashSet();
        foreach (var device in _parts.Devices.Values.Where(device => !played.Contains(device.Name)))
        {
            _findings.Warn(device.Part.Path, "plays no role in $.station or $.connectors");
        }

        var used = _parts.Devices.Values.Select(device => device.Bus).ToHashSet();
        foreach (var bus in _parts.Buses.Values.Where(bus => !used.Contains(bus)))
        {
            _findings.Warn(bus.Part.Path, "no device sits on it");
        }
    }

    private object? OptionsOf(string? name) => name is null ? null : _parts.Devices[name].Options;
}
