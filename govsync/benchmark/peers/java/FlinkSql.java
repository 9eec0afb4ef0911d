package govsync.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/**
 * Runs statements of Flink SQL one after the other, each to its end, in a cluster within this process: what Flink's SQL
 * client does with a script, which would need Hadoop and Python to start.
 */
final class FlinkSql {
    private FlinkSql() {}

    /** Arguments: the folder of Flink's configuration, then files of one statement each. */
    public static void main(String[] arguments) throws Exception {
        var settings = EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(GlobalConfiguration.loadConfiguration(arguments[0]))
                .build();
        var tables = TableEnvironment.create(settings);
        for (int statement = 1; statement < arguments.length; statement++) {
            tables.executeSql(Files.readString(Path.of(arguments[statement]))).await();
        }
    }
}
