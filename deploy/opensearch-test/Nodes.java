import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.lucene.analysis.Analyzer;
import org.opensearch.Version;
import org.opensearch.analysis.common.CommonAnalysisModulePlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.analysis.AnalyzerProvider;
import org.opensearch.index.analysis.PreBuiltAnalyzerProviderFactory;
import org.opensearch.index.mapper.MapperExtrasModulePlugin;
import org.opensearch.index.reindex.ReindexModulePlugin;
import org.opensearch.join.ParentJoinModulePlugin;
import org.opensearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessModulePlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.search.aggregations.matrix.MatrixAggregationModulePlugin;
import org.opensearch.transport.Netty4ModulePlugin;

/**
 * Nodes of one cluster on the loopback interface, for tests:
 * {@code Nodes HOME PORT COUNT [NUMBER...]} starts the nodes of these numbers (from 0; all without
 * any) in this process, out of COUNT. Node n answers HTTP at PORT + n and its peers at
 * PORT + 100 + n. Prints one line when these are started and ends when its input does.
 */
public final class Nodes {
    private static final List<Class<? extends Plugin>> MODULES = List.of(
        Netty4ModulePlugin.class, Analysis.class, ReindexModulePlugin.class,
        MapperExtrasModulePlugin.class, ParentJoinModulePlugin.class, PainlessModulePlugin.class,
        MatrixAggregationModulePlugin.class);

    /** The analysers of every index without the Thai one, for which a Java runtime of few locales
        lacks the words; ours uses none of them. */
    public static final class Analysis extends CommonAnalysisModulePlugin {
        @Override
        public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
            Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> all = new HashMap<>(super.getAnalyzers());
            all.remove("thai");
            return all;
        }

        @Override
        public List<PreBuiltAnalyzerProviderFactory> getPreBuiltAnalyzerProviderFactories() {
            return super.getPreBuiltAnalyzerProviderFactories().stream()
                .filter(one -> !one.getName().equals("thai")).toList();
        }
    }

    /** A node whose modules lie on the class path, not in folders of their own. */
    private static final class ModuleNode extends Node {
        ModuleNode(Environment environment, Collection<PluginInfo> modules) {
            super(environment, modules, false);
        }
    }

    private static PluginInfo described(Class<? extends Plugin> module) {
        return new PluginInfo(module.getName(), "", "", Version.CURRENT, "21", module.getName(), null,
            List.of(), false);
    }

    private static Node node(Path home, int port, int count, int number) throws Exception {
        Path own = home.resolve("node-" + number);
        Files.createDirectories(own.resolve("config"));
        List<String> names = IntStream.range(0, count).mapToObj(n -> "node-" + n).toList();
        List<String> peers = IntStream.range(0, count).mapToObj(n -> "127.0.0.1:" + (port + 100 + n)).toList();
        Settings settings = Settings.builder()
            .put("cluster.name", "songngu-tests").put("node.name", "node-" + number)
            .put("path.home", own).put("path.data", own.resolve("data"))
            .put("network.host", "127.0.0.1").put("http.port", port + number)
            .put("transport.port", port + 100 + number)
            .put("http.type", "netty4").put("transport.type", "netty4")
            .putList("discovery.seed_hosts", peers).putList("cluster.initial_cluster_manager_nodes", names)
            // Else the first of several in one process waits 30 s for the others.
            .put("discovery.initial_state_timeout", "0s")
            // A full disk of the machine that tests says nothing about us.
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .put("node.store.allow_mmap", true)
            .build();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "node-" + number);
        return new ModuleNode(environment, MODULES.stream().map(Nodes::described).collect(Collectors.toList()));
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        int port = Integer.parseInt(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        int[] numbers = arguments.length > 3
            ? Arrays.stream(arguments).skip(3).mapToInt(Integer::parseInt).toArray()
            : IntStream.range(0, count).toArray();
        List<Node> nodes = new ArrayList<>();
        for (int number : numbers) {
            nodes.add(node(home, port, count, number).start());
        }
        System.out.println("started " + Arrays.toString(numbers));
        while (System.in.read() >= 0) {
            // Whoever started this is there.
        }
        for (Node node : nodes) {
            node.close();
        }
        System.exit(0);
    }
}
