using System.Globalization;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Central.Stores.Adapters;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Central.Stores;

/// <summary>The tables, and how a store of an earlier version gets them: a list of steps, each in a transaction with the number of its version.</summary>
/// <remarks>Never change a step that has shipped; add one.</remarks>
internal static class Schema
{
    /// <summary>BIGID: a number that the database gives, ascending. BYTES: the type of bytes. All else both databases read alike.</summary>
    private static readonly string[] s_steps =
    [
        """
        CREATE TABLE session_id (last BIGINT NOT NULL);
        INSERT INTO session_id VALUES (0);
        CREATE TABLE last_commit (number BIGINT NOT NULL);
        INSERT INTO last_commit VALUES (0);
        CREATE TABLE station (key BYTES PRIMARY KEY, identity TEXT NOT NULL, subprotocol TEXT, vendor TEXT, model TEXT, serial_number TEXT,
            firmware_version TEXT, iccid TEXT, imsi TEXT, meter_type TEXT, meter_serial_number TEXT, registration TEXT, booted_at BIGINT,
            boots BIGINT NOT NULL, last_heard BIGINT, firmware_status TEXT, diagnostics_status TEXT);
        CREATE TABLE connector (key BYTES PRIMARY KEY, station TEXT NOT NULL, evse_id BIGINT, connector_id BIGINT NOT NULL, status TEXT NOT NULL,
            reported_at BIGINT, received_at BIGINT NOT NULL, error_code TEXT, info TEXT, vendor_id TEXT, vendor_error_code TEXT);
        CREATE INDEX connector_station ON connector (substr(station, 1, 200));
        CREATE TABLE session (id BIGINT PRIMARY KEY, start_key BYTES NOT NULL UNIQUE, transaction_id TEXT NOT NULL, station TEXT NOT NULL,
            connector_id BIGINT NOT NULL, id_token TEXT NOT NULL, start_time BIGINT NOT NULL, meter_start_wh BIGINT NOT NULL, evse_id BIGINT,
            reservation_id BIGINT, token_status TEXT NOT NULL, started_at BIGINT NOT NULL, starts_received BIGINT NOT NULL,
            stops_received BIGINT NOT NULL, stopped_at BIGINT, stop_time BIGINT, meter_stop_wh BIGINT, stop_id_token TEXT, stop_reason TEXT);
        CREATE INDEX session_station ON session (substr(station, 1, 200), id);
        CREATE TABLE session_sample (id BIGID, session_id BIGINT NOT NULL, time BIGINT NOT NULL, value TEXT NOT NULL, context TEXT, format TEXT,
            measurand TEXT, phase TEXT, location TEXT, unit TEXT, is_transaction_data BIGINT NOT NULL);
        CREATE INDEX session_sample_session ON session_sample (session_id, id);
        CREATE TABLE other_sample (id BIGID, station TEXT NOT NULL, connector_id BIGINT NOT NULL, time BIGINT NOT NULL, value TEXT NOT NULL,
            context TEXT, format TEXT, measurand TEXT, phase TEXT, location TEXT, unit TEXT, is_transaction_data BIGINT NOT NULL);
        CREATE INDEX other_sample_connector ON other_sample (substr(station, 1, 200), connector_id, id);
        CREATE TABLE token (key BYTES PRIMARY KEY, id_token TEXT NOT NULL, status TEXT NOT NULL, parent TEXT, expires_at BIGINT);
        CREATE TABLE reservation (key BYTES PRIMARY KEY, station TEXT NOT NULL, reservation_id BIGINT NOT NULL, connector_id BIGINT NOT NULL,
            id_token TEXT NOT NULL, parent TEXT, expires_at BIGINT NOT NULL);
        CREATE INDEX reservation_station ON reservation (substr(station, 1, 200));
        CREATE TABLE configuration (key BYTES PRIMARY KEY, station TEXT NOT NULL, name TEXT NOT NULL, value TEXT, is_read_only BIGINT NOT NULL,
            seen_at BIGINT NOT NULL);
        CREATE INDEX configuration_station ON configuration (substr(station, 1, 200));
        CREATE TABLE profile (key BYTES PRIMARY KEY, station TEXT NOT NULL, connector_id BIGINT NOT NULL, profile_id BIGINT NOT NULL,
            purpose TEXT NOT NULL, stack_level BIGINT NOT NULL, json TEXT NOT NULL);
        CREATE INDEX profile_station ON profile (substr(station, 1, 200));
        CREATE TABLE local_list (key BYTES PRIMARY KEY, station TEXT NOT NULL, version BIGINT NOT NULL, tokens TEXT NOT NULL);
        CREATE TABLE state (id BIGID, station TEXT NOT NULL, time BIGINT NOT NULL, kind TEXT NOT NULL, connector_id BIGINT, state TEXT NOT NULL,
            detail TEXT);
        CREATE INDEX state_station ON state (substr(station, 1, 200), id);
        CREATE TABLE maintenance (key BYTES PRIMARY KEY, station TEXT NOT NULL, kind TEXT NOT NULL, location TEXT NOT NULL,
            requested_at BIGINT NOT NULL, status TEXT, status_at BIGINT, file_name TEXT);
        CREATE INDEX maintenance_station ON maintenance (substr(station, 1, 200), requested_at);
        CREATE TABLE frame (id BIGINT PRIMARY KEY, station TEXT NOT NULL, time BIGINT NOT NULL, direction TEXT NOT NULL, action TEXT,
            text TEXT NOT NULL);
        CREATE INDEX frame_station ON frame (substr(station, 1, 200), id)
        """,

        // What runs is read at every start; what has ended are years.
        "CREATE INDEX session_running ON session (id) WHERE stops_received = 0",
    ];

    public static int Latest => s_steps.Length;

    /// <param name="latest">Up to which version; that of this program outside of tests.</param>
    /// <exception cref="StoreException">The store is of a later version, or another program's.</exception>
    public static void BringUp(Database database, ILogger logger, int latest)
    {
        var tables = database.CountTables();
        var version = tables.OfSchema == 0 ? 0 : database.Read(new Statement("SELECT version FROM central_schema"), [], row => row.Count())[0];
        if (version == 0 && tables.All > 0)
        {
            throw new StoreException($"{database.Place} holds tables of another program; {database.AnotherPlace}");
        }

        if (version > latest)
        {
            throw new StoreException(string.Create(
                CultureInfo.InvariantCulture,
                $"{database.Place} is of schema version {version}, this program knows {latest}; use the newer program, or {database.AnotherPlace}"));
        }

        for (var next = version + 1; next <= latest; next++)
        {
            Take(database, next);
            logger.LogInformation("{Place} is now of schema version {Version}", database.Place, next);
        }
    }

    private static void Take(Database database, int version) => database.Transact(() =>
    {
        database.Execute(database.Spelt(s_steps[version - 1]));
        database.Execute(version == 1
            ? "CREATE TABLE central_schema (version BIGINT NOT NULL); INSERT INTO central_schema VALUES (1)"
            : string.Create(CultureInfo.InvariantCulture, $"UPDATE central_schema SET version = {version}"));
        return true;
    });
}
